// In somebody else's frame: tells the host page how high this page is, and nothing else. It
// listens to nothing, so the host cannot steer it.

const tell = () => parent.postMessage({ height: document.documentElement.scrollHeight }, "*");
new ResizeObserver(tell).observe(document.body);
