/** What the routes answer: one zod schema each, documented in OpenAPI and proved by the tests; nothing is checked at run time. */
import { RequestMethod } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

const methods = 'method';
const codes = '__httpCode__';

/**
 * Documents what a route answers, with the status that the route names (another one where `status` is given). It stands
 * above the other decorators of the route.
 */
export function Answers(schema: z.ZodType, status?: number): MethodDecorator {
  return (target, key, descriptor) => {
    const route: unknown = descriptor.value;
    const method = Reflect.getMetadata(methods, route as object) as RequestMethod | undefined;
    if (method === undefined) throw new Error(`@Answers of ${String(key)} stands above its route`);
    const named = Reflect.getMetadata(codes, route as object) as number | undefined;
    const usual = named ?? (method === RequestMethod.POST ? 201 : 200);
    const description = schema.meta()?.description ?? 'Done';
    return ApiResponse({ status: status ?? usual, standardSchema: schema as never, description })(
      target,
      key,
      descriptor as PropertyDescriptor,
    ) as typeof descriptor;
  };
}
