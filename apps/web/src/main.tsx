import '@fontsource/ibm-plex-sans/400.css';
import '@fontsource/ibm-plex-sans/500.css';
import '@fontsource/ibm-plex-sans/600.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/watch.css';
import './styles/map.css';
import './styles/panels.css';
import './styles/tasks.css';
import './styles/strips.css';
import './styles/pages.css';
import './styles/safety.css';
import './styles/phone.css';
import './styles/health.css';
import './styles/tracks.css';
import './styles/video.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followAddress } from './address.ts';
import { App } from './app.tsx';
import { takeTokenFromAddress } from './live/session.ts';
import { Store, StoreProvider } from './live/store.ts';
import { applyTheme } from './settings.ts';

takeTokenFromAddress();
followAddress();
applyTheme();
const place = document.getElementById('console');
if (place === null) throw new Error('index.html has no element with id console');
createRoot(place).render(
  <StrictMode>
    <StoreProvider value={new Store()}>
      <App />
    </StoreProvider>
  </StrictMode>,
);
