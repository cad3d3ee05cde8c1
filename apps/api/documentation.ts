/** OpenAPI 3.1 from the schemas the routes are checked with, and Swagger UI from this very server. */
import { join } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import express, { type Router } from 'express';
import absolutePath from 'swagger-ui-dist/absolute-path.js';
import { z } from 'zod';
import { problems } from '../../libs/engine/problem';
import { isLinked } from './authentication';
import { webProblems } from './texts';

const text = { type: 'object', properties: { en: { type: 'string' }, km: { type: 'string' } }, required: ['en', 'km'] };

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'titles', 'status', 'code', 'rules', 'errors'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string', description: 'in the language of Accept-Language: km or en' },
    titles: text,
    status: { type: 'integer' },
    code: { type: 'string', enum: [...Object.keys(problems), ...Object.keys(webProblems)] },
    detail: { type: 'string' },
    instance: { type: 'string', description: 'the id of the request, also in X-Request-Id' },
    rules: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'source', 'message', 'missing', 'who'],
        properties: {
          id: { type: 'string' },
          source: { type: 'string' },
          message: text,
          missing: text,
          who: { type: 'array', items: { type: 'string' } },
        },
      },
    },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'code', 'message'],
        properties: { path: { type: 'string' }, code: { type: 'string' }, message: text },
      },
    },
  },
};

const header = (name: string, description: string, required = false) => ({
  in: 'header',
  name,
  description,
  required,
  schema: { type: 'string' },
});
const keyHeader = header('Idempotency-Key', 'new for each act; the same for each repeat of it', true);
const appointmentHeader = header('Homeward-Appointment', 'one of your appointments; needed by who holds several');

const appointmentQuery = {
  in: 'query',
  name: 'appointment',
  description: 'the same as `Homeward-Appointment`, for a plain link',
  required: false,
  schema: { type: 'string', format: 'uuid' },
};

const about = `Dates are \`YYYY-MM-DD\` and times carry an offset; the zone of every due date is Asia/Phnom_Penh.
Every POST takes \`Idempotency-Key\`: a repeat gets the first answer. Events take \`If-Match\` with the version seen.
Who holds several appointments names one in \`Homeward-Appointment\`; a signature carries a fresh code in \`Homeward-Totp\`.
Every error is \`application/problem+json\`.`;

type Json = Record<string, unknown>;

/** A schema as JSON Schema; those that have an id stand beside it, to be shared. What is answered names formats without patterns. */
function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): { schema: Json; components: Record<string, Json> } {
  // a schema that has an id itself is shared too: so it is looked at inside another
  const { properties, $defs } = z.toJSONSchema(z.object({ it: schema }), {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      if (io === 'output' && jsonSchema.format !== undefined) delete jsonSchema.pattern;
    },
  });
  return { schema: properties!.it as Json, components: $defs ?? {} };
}

/** The document of all routes of the application. */
export function documentOf(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Homeward')
    .setDescription(about)
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'token of POST /api/v1/session' }, 'session')
    .addSecurityRequirements('session')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
    standardSchemaConverter: (schema, { schemaType }) =>
      schema instanceof z.ZodType ? jsonSchemaOf(schema, schemaType) : undefined,
  });
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: problemSchema as never },
  };
  const refusal = {
    description: 'A refusal',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  for (const [address, path] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(
      path as Record<string, { responses?: Record<string, unknown>; parameters?: object[] }>,
    )) {
      if (!operation?.responses) continue;
      operation.responses['default'] = refusal;
      operation.parameters = [
        ...(operation.parameters ?? []),
        ...(method === 'post' ? [keyHeader] : []),
        appointmentHeader,
        ...(method === 'get' && isLinked(address) ? [appointmentQuery] : []),
      ];
    }
  }
  return document;
}

const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Homeward API</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><div id="reader"></div><script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>`;
const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#reader', deepLinking: true, validatorUrl: null });`;

/** Serves the document at /api/openapi.json and its reader at /api/docs; nothing comes from another host. */
export function documentationRoutes(document: () => OpenAPIObject): Router {
  const router = express.Router();
  const files = absolutePath();
  router.get('/api/openapi.json', (_request, response) => void response.json(document()));
  router.get('/api/docs', (_request, response) => void response.type('html').send(page));
  router.get('/api/docs/start.js', (_request, response) => void response.type('js').send(start));
  for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js']) {
    router.get(`/api/docs/${file}`, (_request, response) =>
      response.sendFile(join(files, file), { cacheControl: false }),
    );
  }
  return router;
}
