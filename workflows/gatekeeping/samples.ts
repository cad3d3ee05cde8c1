import type { Workflow } from '../workflow';
import type { Context } from './context';
export const samples: Workflow<Context>['samples'] = { facts: {}, area: '080801', events: [], roles: {}, deadlines: {} };
