// The process that captures, which from its second document on works for two seconds before it answers: what a slow reader looks like.
const used = (): number => process.cpuUsage().user + process.cpuUsage().system;

process.once('message', () =>
  process.on('message', () => {
    for (const before = used(); used() < before + 2_000_000; );
  }),
);
await import('../../../src/capture-child.ts');
