import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import { createRoot } from 'react-dom/client';
import { readSettings } from './settings.ts';
import './style.css';
import { Explorer } from './view/explorer.tsx';
import { forgetOldTabs } from './view/stored-tabs.ts';

const settings = readSettings();
if (settings.walk) forgetOldTabs();
document.title = settings.title;
const root = document.querySelector('#root');
if (root !== null) createRoot(root).render(<Explorer {...settings} />);
