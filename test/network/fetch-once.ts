// A program of its own that fetches one address of a server on this machine and prints the body, or the code of the problem.
import { Door, FetchProblem } from '../../src/network/index.ts';
import { CLIENT, waysTo } from './site.ts';

const url = process.argv[2]!;
const port = Number(new URL(url).port);
try {
  const { bytes } = await new Door(waysTo({ port })).fetch(url, { client: CLIENT, ports: [port], ignoreRobots: true });
  process.stdout.write(`${Buffer.from(bytes).toString()}\n`);
} catch (error) {
  if (!(error instanceof FetchProblem)) throw error;
  process.stdout.write(`${error.code}\n`);
}
