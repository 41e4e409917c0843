import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { buyerSteps } from '../walk/buyer-steps.ts';
import { nameOf } from '../walk/sessions.ts';
import { staffSteps } from '../walk/staff-steps.ts';
import { nameOfStep, type Step } from '../walk/step.ts';
import { panelFits } from './panel-fits.ts';
import { useProgress, type ProgressStore } from './progress-store.ts';
import { StaffOperations } from './staff-operations.tsx';
import { startOver } from './stored-tabs.ts';

/** The steps of the walk, each of which opens its tab, and what is known so far. */
export function WalkPanel({ store }: { readonly store: ProgressStore }) {
  return (
    <section className="walk">
      <h2>From a guest to a paid order</h2>
      <p>
        Each step is a tab. Run it with ▶ or Ctrl-Enter: its answer fills the variables and headers of the
        tabs that follow.
      </p>
      <StepList store={store} steps={buyerSteps} />
      <h3>Staff</h3>
      <StepList store={store} steps={staffSteps} />
      <KnownSoFar store={store} />
      <StaffOperations />
      <button type="button" className="graphiql-button" onClick={startOver}>
        Start over
      </button>
    </section>
  );
}

function StepList({ store, steps }: { readonly store: ProgressStore; readonly steps: readonly Step[] }) {
  const { done } = useProgress(store);
  const active = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.title);
  const open = useOpenStep();
  return (
    <ol>
      {steps.map((step) => {
        const name = nameOfStep(step);
        return (
          <li key={name} className={done.includes(name) ? 'done' : ''}>
            <button
              type="button"
              aria-current={name === active ? 'step' : undefined}
              onClick={() => open(step)}
            >
              {step.title}
            </button>
          </li>
        );
      })}
    </ol>
  );
}

/** Goes to a step's tab, or opens it again where it was closed. */
function useOpenStep(): (step: Step) => void {
  const tabs = useGraphiQL((state) => state.tabs);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const actions = useGraphiQLActions();
  return (step) => {
    if (!panelFits()) actions.setVisiblePlugin(null);
    const index = tabs.findIndex(({ title }) => title === nameOfStep(step));
    if (index >= 0) actions.changeTab(index);
    else {
      actions.addTab();
      queryEditor?.setValue(step.document);
    }
  };
}

function KnownSoFar({ store }: { readonly store: ProgressStore }) {
  const { known, sessions } = useProgress(store);
  const facts = [
    ['Buyer', sessions.buyer && nameOf(sessions.buyer)],
    ['Staff', sessions.staff && nameOf(sessions.staff)],
    ['Total', known.total && `${known.total.amount} ${known.total.currencyCode}`],
    ['Order', known.orderNumber],
  ].filter(([, value]) => value !== undefined);
  return (
    <dl>
      {facts.map(([title, value]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {known.bankUrl !== undefined && (
        <div>
          <dt>Bank</dt>
          <dd>
            <a href={known.bankUrl} target="_blank" rel="noreferrer">
              Confirm the payment
            </a>
          </dd>
        </div>
      )}
    </dl>
  );
}

/** The icon that shows and hides the panel. */
export function WalkIcon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <circle cx="6" cy="19" r="2" />
      <circle cx="18" cy="5" r="2" />
      <path d="M8 19h7a3.5 3.5 0 0 0 0-7H9a3.5 3.5 0 0 1 0-7h7" />
    </svg>
  );
}
