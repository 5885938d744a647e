/** /api/v1: what programs, and the script of the pages, ask. A new part is a file and a line here. */
import { claimApi, claimChangeApi } from './claims.ts';
import { documentApi } from './documents.ts';
import { judgingApi } from './judging.ts';
import { listApi } from './lists.ts';
import { openApi } from './openapi.ts';
import { apiRoute, type ApiRoute } from './route.ts';

const routes: readonly ApiRoute[] = [...listApi, ...documentApi, ...claimApi, ...claimChangeApi, ...judgingApi];

export const apiRoutes: readonly ApiRoute[] = [
  ...routes,
  apiRoute({
    method: 'GET',
    path: '/api/v1/openapi.json',
    about: 'This description.',
    answer: async () => ({ json: openApi(routes) }),
  }),
];
