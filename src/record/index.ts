export { documentIdOf, sha256 } from './chain.ts';
export { decisionKinds } from './decisions/index.ts';
export type { Entry } from './entry.ts';
export type * from './record.ts';
export type { Mode } from './sqlite/database.ts';
export { type OpenOptions, openRecord } from './sqlite/record.ts';
export type { VerifyProblem, VerifyReport } from './verify/report.ts';
export { verifyBundle } from './verify/bundle.ts';
export { type VerifyOptions, verify } from './verify/verify.ts';
