/** The application: language, session, the frame of every page, and the pages. */
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Route, Switch } from 'wouter';
import { Refused, SessionOfPage, Unreached, useSession } from './api';
import { LanguageOfPage } from './language';
import { Device, startInspections, startPhotos } from './offline';
import { parts } from './pages';
import { DigitsOfPerson, Failed, Loading } from './parts';
import { Frame } from './shell/frame';
import { NoSuchPage } from './shell/no-such-page';
import { LiveUpdates } from './shell/live';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      // a refusal is an answer; only a lost connection is tried again
      retry: (count, error) => error instanceof Unreached && count < 2,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

const routes = parts.flatMap((part) => part.routes);
const pages = routes.map(({ path, load }) => ({ path, Page: lazy(load) }));

// the page that is opened first is fetched while the server says who is signed in
const opened = (path: string) => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`).test(location.pathname);
routes
  .find(({ path }) => opened(path))
  ?.load()
  .catch(() => undefined);

function Pages() {
  return (
    <Suspense fallback={<Loading />}>
      <Switch>
        {pages.map(({ path, Page }) => (
          <Route key={path} path={path}>
            {(parameters) => <Page {...parameters} />}
          </Route>
        ))}
        <Route>
          <NoSuchPage />
        </Route>
      </Switch>
    </Suspense>
  );
}

function Signed() {
  const session = useSession();
  const { error, data } = session;
  const unknown = error instanceof Refused && error.problem.code === 'unauthenticated';
  const frame = useMemo(() => <Pages />, []);
  useEffect(startPhotos, []);
  useEffect(startInspections, []);
  if (unknown) {
    const back = `${location.pathname}${location.search}`;
    location.replace(`/sign-in${back === '/' ? '' : `?to=${encodeURIComponent(back)}`}`);
    return null;
  }
  if (data)
    return (
      <SessionOfPage me={data}>
        <LiveUpdates />
        <DigitsOfPerson />
        <Frame>{frame}</Frame>
      </SessionOfPage>
    );
  return (
    <main className="hw-main">
      {error ? <Failed error={error} again={() => void session.refetch()} /> : <Loading />}
    </main>
  );
}

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <LanguageOfPage>
        <Device>
          <Signed />
        </Device>
      </LanguageOfPage>
    </QueryClientProvider>
  );
}
