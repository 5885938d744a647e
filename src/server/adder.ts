/** Adds documents in a process of its own: reading takes the processor, and pages are answered meanwhile. What it is sent are inputs of one job, what it answers their outcomes, one by one. */
import { type AddOutcome, addInput, asProblem, ENGINE, loadEngine, openRecordForAdding } from '../app.ts';
import { webInput } from '../web.ts';

/** Bytes with a name, or a web address. */
export type ToAdd = { readonly name: string; readonly bytes: Uint8Array } | { readonly address: string };

export interface AddingTask {
  readonly folder: string;
  readonly by: string;
  readonly facts: Parameters<typeof addInput>[2];
  readonly inputs: readonly ToAdd[];
}

/** An outcome as it travels between processes and is kept: of a problem what is told of it. */
export type Outcome =
  | Exclude<AddOutcome, { outcome: 'failed' }>
  | { readonly name: string; readonly outcome: 'failed'; readonly problem: Told };

export interface Told {
  readonly code: string;
  readonly message: string;
  readonly next: string;
}

export type FromAdder =
  | { readonly what: 'outcome'; readonly outcome: Outcome }
  /** All that one input held is added, or it was refused. */
  | { readonly what: 'input done' }
  | { readonly what: 'done' }
  | { readonly what: 'failed'; readonly problem: Told };

/** The argument by which this file knows that it is to work. */
export const AT_WORK = 'adder';

let engine: ReturnType<typeof loadEngine> | undefined;

async function add({ folder, by, facts, inputs }: AddingTask, tell: (message: FromAdder) => void): Promise<void> {
  engine ??= loadEngine();
  const record = await openRecordForAdding(folder, by);
  try {
    for (const one of inputs) {
      const input =
        'address' in one
          ? webInput(one.address, { client: `Deeds/${ENGINE.split('/')[1]!}` })
          : { name: one.name, take: async () => ({ bytes: one.bytes }) };
      for await (const outcome of addInput(record, input, facts, engine))
        tell({ what: 'outcome', outcome: plain(outcome) });
      tell({ what: 'input done' });
    }
    await record.checkpoint();
  } finally {
    await record.close();
  }
}

function plain(outcome: AddOutcome): Outcome {
  return outcome.outcome === 'failed' ? { ...outcome, problem: told(outcome.problem) } : outcome;
}

const told = ({ code, message, next }: Told): Told => ({ code, message, next });

if (process.argv[2] === AT_WORK && process.send !== undefined) {
  const send = process.send.bind(process);
  const tell = (message: FromAdder): void => void send(message);
  process.on('message', (task: AddingTask) => {
    add(task, tell).then(
      () => tell({ what: 'done' }),
      (error: unknown) => tell({ what: 'failed', problem: told(asProblem(error, 'this job')) }),
    );
  });
  process.on('disconnect', () => process.exit(0));
}
