/** Holds every answer against what the document promises: the schema of its route, without a field more or less. */
import 'reflect-metadata';
import { RequestMethod } from '@nestjs/common';
import { z } from 'zod';
import { Application } from '../../apps/api/application';
import type { Context } from '../../apps/api/context';

/** One route of the application and what it answers, by status; nothing where only the status counts. */
export interface Route {
  method: string;
  path: string;
  pattern: RegExp;
  answers: Map<number, z.ZodType | undefined>;
  /** media types of a file, a page or a stream */
  produces: string[];
}

type Controller = new (...args: never[]) => object;
type Responses = Record<string, { standardSchema?: z.ZodType }>;

const joined = (...parts: string[]): string =>
  `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`;

function routeOf(controller: Controller, handler: object): Route | undefined {
  const method = Reflect.getMetadata('method', handler) as RequestMethod | undefined;
  if (method === undefined || Reflect.hasMetadata('swagger/apiExcludeEndpoint', handler)) return undefined;
  const path = joined(
    Reflect.getMetadata('path', controller) as string,
    Reflect.getMetadata('path', handler) as string,
  );
  const status = Reflect.getMetadata('__httpCode__', handler) as number | undefined;
  const responses = (Reflect.getMetadata('swagger/apiResponse', handler) ?? {}) as Responses;
  const answers = new Map(
    Object.entries(responses).map(([code, { standardSchema }]) => [Number(code), standardSchema]),
  );
  if (status === 204) answers.set(204, undefined);
  const produces = (Reflect.getMetadata('swagger/apiProduces', handler) ?? []) as string[];
  const pattern = new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}/?$`);
  return { method: RequestMethod[method], path, pattern, answers, produces };
}

/** Every documented route of the application; of two that fit an address, the one that names more of it comes first. */
export const routes: Route[] = (Application.over({} as Context).controllers as Controller[])
  .filter((controller) => !Reflect.hasMetadata('swagger/apiExcludeController', controller))
  .flatMap((controller) => {
    const handlers = controller.prototype as Record<string, object>;
    return Object.getOwnPropertyNames(handlers)
      .filter((name) => name !== 'constructor' && typeof handlers[name] === 'function')
      .flatMap((name) => routeOf(controller, handlers[name]!) ?? []);
  })
  .sort((one, other) => one.path.split(':').length - other.path.split(':').length);

/** Fails when an answer is not what its route promises: a field unknown, missing or of another kind, or a status never told. */
export function holdToDocument(method: string, address: string, status: number, body: unknown): void {
  const { pathname } = new URL(address, 'http://here');
  const route = routes.find((one) => one.method === method && one.pattern.test(pathname));
  if (!route || route.answers.size === 0 || (status >= 300 && !route.answers.has(status))) return;
  if (!route.answers.has(status)) throw new Error(`${method} ${route.path} answers ${status}, which is not documented`);
  const schema = route.answers.get(status);
  const { error } = schema?.safeParse(body) ?? {};
  if (error)
    throw new Error(
      `${method} ${route.path} ${status} is not as documented:\n${z.prettifyError(error)}\n${JSON.stringify(body)?.slice(0, 2000)}`,
    );
}
