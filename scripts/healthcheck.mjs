// Tells Docker whether the process of this container is ready.
const ready = await globalThis.fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then(
  (response) => response.ok,
  () => false,
);
process.exit(ready ? 0 : 1);
