import './ui/diagnostics.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connectHost } from './host/connectHost.ts';
import './styles/tokens.css';
import './styles/base.css';
import { App } from './ui/App.tsx';
import { boot, followSettings } from './ui/boot.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has an element with the id "root"');

followSettings();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
void boot(connectHost);
