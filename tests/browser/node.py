"""Run our own modules in Node, where no page is needed: plain data in, plain data out."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
MODULES = ROOT / "overrides/assets/javascripts"


def run(script: str, data: Any) -> Any:
    """What `script` makes of `data`: it is the body of a function with `data` and `load(name)`.

    `load` imports one of our modules. Raises CalledProcessError where the script throws.
    """
    whole = f"""
      import {{ readFileSync }} from "node:fs";
      const load = (name) => import({json.dumps(MODULES.as_uri())} + "/" + name);
      const data = JSON.parse(readFileSync(0, "utf-8"));
      const result = await (async () => {{ {script} }})();
      process.stdout.write(JSON.stringify(result));
    """
    answer = subprocess.run(
        ["node", "--input-type=module", "--eval", whole],
        input=json.dumps(data),
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)
