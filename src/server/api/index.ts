/** /api/v1: what programs ask, and all that the pages write by. A new part is a file and a line here. */
import { z } from 'zod';
import { accountApi } from './accounts.ts';
import { claimApi } from './claims.ts';
import { decisionApi } from './decisions.ts';
import { documentApi } from './documents.ts';
import { eventApi } from './events.ts';
import { evidenceApi } from './evidence.ts';
import { findingApi } from './findings.ts';
import { instrumentApi } from './instruments.ts';
import { judgingApi } from './judging.ts';
import { listApi } from './lists.ts';
import { openApi } from './openapi.ts';
import { queueApi } from './queue.ts';
import { recordApi } from './record.ts';
import { apiRoute, type ApiRoute } from './route.ts';

const routes: readonly ApiRoute[] = [
  ...listApi,
  ...documentApi,
  ...queueApi,
  ...claimApi,
  ...judgingApi,
  ...instrumentApi,
  ...evidenceApi,
  ...findingApi,
  ...decisionApi,
  ...eventApi,
  ...recordApi,
  ...accountApi,
];

export const apiRoutes: readonly ApiRoute[] = [
  ...routes,
  apiRoute({
    method: 'GET',
    path: '/api/v1/openapi.json',
    about: 'This description.',
    answers: z.object({ openapi: z.string(), paths: z.record(z.string(), z.unknown()) }),
    // Where nobody has an account, there is nothing to ask of accounts.
    answer: async ({ accounts }) => ({
      json: openApi(accounts === undefined ? routes.filter(one => !accountApi.includes(one)) : routes),
    }),
  }),
];
