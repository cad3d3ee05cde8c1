export { startApi, type Api } from './server';
export type { Context } from './context';
