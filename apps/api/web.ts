/** Serves the web application: the sign-in page, the shell, and its files, from this very server. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler, type Response, type Router } from 'express';

/** Addresses that are never a page of the application. */
const notPages = /^\/(api|health|metrics|testing|handbook|verify|about|start\.css|letters|assets)(\/|$)/;

/** Addresses of files; an event in an address, such as `request.submitted`, makes none. */
const files = /\.(js|css|map|html|json|svg|png|ico|txt|xml|php|woff2?|webmanifest)$/i;

/** The folder of the built application: beside the compiled server, or under `dist/` of the sources. */
function findBuilt(configured: string | undefined): string | undefined {
  const folders = [configured ?? '', join(__dirname, '../../web'), join(__dirname, '../../dist/web')];
  return folders.find((folder) => existsSync(join(folder, 'index.html')));
}

/** Routes of the application; none when it has not been built, so that the API stands alone. */
export function webRoutes(configured?: string): Router {
  const folder = findBuilt(configured);
  const router = express.Router();
  if (!folder) return router;
  // names of assets change with their content; everything else is asked for again
  const kept = (response: Response) => void response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
  // a header that stands already would be left as it is: nothing else of this server is stored
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), { cacheControl: false, setHeaders: kept, index: false }),
  );
  const page =
    (file: string): RequestHandler =>
    (_request, response) =>
      response.sendFile(join(folder, file), { cacheControl: false, headers: { 'Cache-Control': 'no-cache' } });
  router.get('/sign-in', page('sign-in.html'));
  const own = express.static(folder, {
    index: false,
    cacheControl: false,
    setHeaders: (response) => void response.setHeader('Cache-Control', 'no-cache'),
  });
  router.use((request, response, next) => (notPages.test(request.path) ? next() : own(request, response, next)));
  const shell = page('index.html');
  router.use((request, response, next) => {
    const isPage = request.method === 'GET' && !notPages.test(request.path) && !files.test(request.path);
    // a browser says that it wants a page; a machine that asks for an address that is not there is told so
    if (isPage && request.headers.accept?.includes('text/html')) return shell(request, response, next);
    next();
  });
  return router;
}
