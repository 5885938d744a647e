// The process in which files are taken apart. It reads what it is sent, answers, and ends when nobody is left to answer.
import { captureAny } from './capture/index.ts';
import { type Answer, type Asked, READY } from './capturing.ts';
import { Problem } from './core/problem.ts';

process.on('message', (asked: Asked) => {
  void answer(asked).then(answer => process.send!(answer));
});
process.on('disconnect', () => process.exit());
process.send!(READY);

async function answer({ bytes, facts }: Asked): Promise<Answer> {
  try {
    return { document: await captureAny(bytes, facts) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { code, message, next, exitCode } = error;
    return { problem: { code, message, next, exitCode } };
  }
}
