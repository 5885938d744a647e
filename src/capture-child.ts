// The process in which files are taken apart. It reads what it is sent, answers, and ends when nobody is left to answer.
import { writeSync } from 'node:fs';
import { serialize } from 'node:v8';
import { captureAny } from './capture/index.ts';
import { toSend } from './capture/wire.ts';
import { type Answer, ANSWERS, type Asked, LENGTH_BYTES, READY } from './capturing.ts';
import { limits } from './core/limits.ts';
import { Problem } from './core/problem.ts';

process.on('message', (asked: Asked) => {
  void answer(asked).then(write);
});
process.on('disconnect', () => process.exit());
process.send!(READY);

async function answer({ bytes, facts }: Asked): Promise<Answer> {
  try {
    return { captured: toSend(await captureAny(bytes, facts)) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { code, message, next, exitCode } = error;
    return { problem: { code, message, next, exitCode } };
  }
}

function write(answer: Answer): void {
  const bytes = serialize(answer);
  if (bytes.length > limits.answerBytes) {
    write({ problem: tooLarge() });
    return;
  }
  const head = Buffer.alloc(LENGTH_BYTES);
  head.writeUInt32LE(bytes.length);
  for (const part of [head, bytes]) for (let at = 0; at < part.length; ) at += writeSync(ANSWERS, part, at);
}

function tooLarge(): Extract<Answer, { problem: unknown }>['problem'] {
  const { code, message, next, exitCode } = new Problem(
    'too_large',
    `What is in this file takes more than ${limits.answerBytes.toLocaleString('en')} bytes.`,
    'Split the file, or cut out the part that matters.',
  );
  return { code, message, next, exitCode };
}
