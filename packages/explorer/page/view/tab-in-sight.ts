import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

/** Scrolls the tab that is worked in into sight: the steps have more tabs than the bar has room for. */
export function TabInSight(): null {
  const id = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.id);
  useEffect(() => {
    document.querySelector('.graphiql-tab-active')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [id]);
  return null;
}
