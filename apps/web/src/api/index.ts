export * from './client';
export * from './now';
export * from './session';
export type { components, paths } from './schema';
