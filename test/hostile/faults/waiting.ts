// The process that captures, which from its second document on waits for two seconds before it answers: what a busy machine makes of it.
process.once('message', () =>
  process.on('message', () => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_000);
  }),
);
await import('../../../src/capture-child.ts');
