import { setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';

/** Where the map’s worker lies among the console’s own files: no other host is asked. */
setWorkerUrl(new URL(workerUrl, document.baseURI).href);
