"""What runs inside Pyodide while the engine is being bundled: see build_tools.python_bundle."""
