/** Reads the text of an agreement into provisions, beside the pages: the models that it takes are larger than the rest of the server. */
import { engineWhenNeeded } from '../app.ts';
import type { Document } from '../core/document.ts';
import { type NamedParty, readAgreement, type ReadAgreement } from '../official-text.ts';
import { Beside, worksBeside } from './beside.ts';

interface Task {
  readonly document: Document;
  readonly parties: readonly NamedParty[];
}

export class AgreementReader {
  readonly #beside = new Beside<Task, ReadAgreement>(import.meta.filename, { givesWay: false });

  /** `parties`: in place of those that the text names. */
  async read(document: Document, parties: readonly NamedParty[]): Promise<ReadAgreement> {
    return await this.#beside.run({ document, parties });
  }

  async close(): Promise<void> {
    await this.#beside.close();
  }
}

const engine = engineWhenNeeded();

worksBeside(async ({ document, parties }: Task) => readAgreement(document, engine(), parties));
