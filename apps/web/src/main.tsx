import { createRoot } from 'react-dom/client';
import { App } from './app';
import { keepShell } from './shell/worker';

createRoot(document.getElementById('app')!).render(<App />);
keepShell();
