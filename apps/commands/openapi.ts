/** `node dist/apps/commands/openapi.js`: prints the OpenAPI document, without a database and without listening. */
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Application } from '../api/application';
import type { Context } from '../api/context';
import { documentOf } from '../api/documentation';

/** The document of all routes. Controllers are looked at and never made (Nest's preview), so the context is empty. */
export async function describeApi(): Promise<OpenAPIObject> {
  const app = await NestFactory.create(Application.over({} as Context), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  try {
    return documentOf(app);
  } finally {
    await app.close();
  }
}

if (require.main === module) {
  describeApi().then(
    (document) => process.stdout.write(`${JSON.stringify(document, null, 2)}\n`),
    (error: Error) => {
      process.stderr.write(`${error.stack ?? error.message}\n`);
      process.exitCode = 1;
    },
  );
}
