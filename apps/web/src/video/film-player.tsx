import type Hls from 'hls.js';
import { useEffect, useRef, useState } from 'react';
import { useStore } from '../live/store.ts';

/** Which picture is shown: of which film, how many seconds into it. */
export interface Picture {
  readonly sha256: string;
  readonly s: number;
}

/** Films of a sensor from one moment to another, ms. */
export interface Reel {
  readonly sensor: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Plays recorded segments one after the other. Browsers play no transport streams: hls.js, loaded only
 * here, puts the pictures into boxes that they do play, and changes none of them.
 */
export function FilmPlayer({ reel, onPicture }: { reel: Reel; onPicture: (at: Picture) => void }) {
  const { node } = useStore();
  const video = useRef<HTMLVideoElement>(null);
  const [failed, setFailed] = useState<string>();
  const [loading, setLoading] = useState(true);
  const tell = useRef(onPicture);
  tell.current = onPicture;
  const { sensor, from, to } = reel;

  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    let hls: Hls | undefined;
    let over = false;
    let frame = 0;
    const look = (): void => {
      const picture = hls && pictureAt(hls, element.currentTime);
      if (picture !== undefined) tell.current(picture);
      if (!element.paused) frame = requestAnimationFrame(look);
    };
    const events = ['timeupdate', 'seeked', 'play'] as const;
    const again = (): void => {
      cancelAnimationFrame(frame);
      look();
    };
    for (const name of events) element.addEventListener(name, again);
    setFailed(undefined);
    setLoading(true);
    import('hls.js/light')
      .then(({ default: Player }) => {
        if (over) return;
        if (!Player.isSupported()) {
          setFailed('This browser plays no recorded video.');
          return;
        }
        let mended = false;
        hls = new Player({ enableWorker: false, xhrSetup: node.authorise, maxBufferLength: 20 });
        hls.on(Player.Events.ERROR, (_, { fatal, type, details, response }) => {
          if (!fatal) return;
          if (type === Player.ErrorTypes.MEDIA_ERROR && !mended && !/codec/i.test(details)) {
            mended = true;
            hls?.recoverMediaError();
            return;
          }
          setLoading(false);
          setFailed(failureWords(details, response?.code));
        });
        hls.loadSource(node.playlist(sensor, from, to));
        hls.attachMedia(element);
        element.play().catch(() => undefined);
      })
      .catch(() => setFailed('The player could not be loaded from the node.'));
    return () => {
      over = true;
      cancelAnimationFrame(frame);
      for (const name of events) element.removeEventListener(name, again);
      hls?.destroy();
    };
  }, [node, sensor, from, to]);

  return (
    <div className="film">
      <video
        ref={video}
        controls
        muted
        playsInline
        aria-label={`Recorded video of ${sensor}`}
        onLoadedData={() => setLoading(false)}
      />
      {loading && failed === undefined && (
        <p className="film-word" role="status">
          Loading the video…
        </p>
      )}
      {failed !== undefined && (
        <p className="film-word" role="alert">
          {failed}
        </p>
      )}
    </div>
  );
}

function pictureAt(hls: Hls, time: number): Picture | undefined {
  const fragments = hls.levels[Math.max(0, hls.currentLevel)]?.details?.fragments ?? [];
  const found = fragments.find(({ start, duration }) => time >= start && time < start + duration);
  const sha256 = found?.relurl?.split('/').at(-1);
  return found === undefined || sha256 === undefined
    ? undefined
    : { sha256, s: time - found.start };
}

function failureWords(details: string, status: number | undefined): string {
  if (status === 410)
    return 'The node no longer has this video as it was recorded: a file is missing or altered.';
  if (status === 403 || status === 404) return 'You may not see this video.';
  if (/codec/i.test(details))
    return 'This browser does not decode this video’s coding (often H.265). Save the segment and play it with a player of MPEG-TS.';
  return `The video cannot be played (${details}). Save the segment and play it with a player of MPEG-TS.`;
}
