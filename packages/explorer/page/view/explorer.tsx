import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { useEffect, useMemo } from 'react';
import { storeFetcher } from '../fetcher.ts';
import type { Settings } from '../settings.ts';
import { SignIn } from '../sign-in/sign-in.ts';
import { advance, steps } from '../walk/walk.ts';
import { panelFits } from './panel-fits.ts';
import { ProgressStore } from './progress-store.ts';
import { refreshingHeaders } from './refresh-session.ts';
import { SignInIcon, SignInPanel } from './sign-in-panel.tsx';
import { TabFiller } from './tab-filler.tsx';
import { TabInSight } from './tab-in-sight.ts';
import { WalkIcon, WalkPanel } from './walk-panel.tsx';

const defaultTabs = steps.map(({ document }) => ({ query: document }));

/** GraphiQL on the store's endpoint. */
export function Explorer({ title, walk }: Settings) {
  const { fetcher, store, signIn, plugins } = useMemo(makeParts, []);
  useEffect(() => void signIn.comeBack(), [signIn]);
  const [walkPlugin, signInPlugin] = plugins;
  const wantsToSignIn = useMemo(() => SignIn.isBack() || location.hash === '#sign-in', []);
  const walkProps = walk && {
    defaultTabs,
    plugins: [...plugins, HISTORY_PLUGIN],
    ...(wantsToSignIn ? { visiblePlugin: signInPlugin } : panelFits() && { visiblePlugin: walkPlugin }),
  };
  return (
    <GraphiQL fetcher={fetcher} defaultEditorToolsVisibility="variables" inputValueDeprecation {...walkProps}>
      <GraphiQL.Logo>{title}</GraphiQL.Logo>
      <GraphiQL.Toolbar>
        {({ prettify, merge, copy }) => (
          <>
            {prettify}
            {merge}
            {copy}
            <TabInSight />
            {walk && <TabFiller store={store} />}
          </>
        )}
      </GraphiQL.Toolbar>
    </GraphiQL>
  );
}

function makeParts() {
  const store = new ProgressStore();
  const fetcher = storeFetcher(
    ({ operationName, variables }, { data, errors }) =>
      store.set(advance(store.get(), { operationName, variables, data, hasErrors: errors !== undefined })),
    refreshingHeaders(store),
  );
  const signIn = new SignIn(store);
  const plugins = [
    { title: 'Walk', icon: WalkIcon, content: () => <WalkPanel store={store} /> },
    {
      title: 'Sign in',
      icon: SignInIcon,
      content: () => <SignInPanel store={store} signIn={signIn} />,
    },
  ] as const;
  return { fetcher, store, signIn, plugins };
}
