import { useEffect, useState } from 'react';
import type { PictureOnWire } from '../wire.ts';
import type { Node } from './node.ts';
import { useStore } from './store.ts';
import { TrackBook } from './track-book.ts';
import { type World, withRows } from './world.ts';

/** Which picture of a moment gone by is on the map: what this page has loaded, or one of the node’s. */
export type Knowledge = 'loaded' | 'knownThen' | 'knownNow';

/** What came of asking the node for a picture. */
export type Picture =
  | { readonly state: 'none' }
  | { readonly state: 'asking' }
  | { readonly state: 'failed'; readonly text: string }
  | { readonly state: 'shown'; readonly picture: PictureOnWire };

/** The node’s picture at a moment, asked for once it has settled; none while the page shows its own. */
export function usePicture(moment: number | undefined, knowledge: Knowledge): Picture {
  const store = useStore();
  const [picture, setPicture] = useState<Picture>({ state: 'none' });
  const asked = knowledge === 'loaded' ? undefined : moment;
  useEffect(() => {
    if (asked === undefined) return setPicture({ state: 'none' });
    let over = false;
    setPicture({ state: 'asking' });
    void ask(store.node, asked).then((answered) => {
      if (!over) setPicture(answered);
    });
    return () => {
      over = true;
    };
  }, [asked, store]);
  return picture;
}

async function ask(node: Node, moment: number): Promise<Picture> {
  const answer = await node.picture(moment);
  return answer.ok
    ? { state: 'shown', picture: answer.value }
    : { state: 'failed', text: answer.error.text };
}

/** The world as a picture has it: its records and zones, and nothing that this page holds besides. */
export function pictureWorld(
  world: World,
  picture: PictureOnWire,
  knowledge: Exclude<Knowledge, 'loaded'>,
): World {
  const { tracks, events, findings, cases, zones } = picture[knowledge];
  const empty: World = {
    ...world,
    tracks: new TrackBook(),
    events: new Map(),
    findings: new Map(),
    cases: new Map(),
    zones,
  };
  const rows = [
    ['track', tracks],
    ['event', events],
    ['finding', findings],
    ['case', cases],
  ] as const;
  return rows.reduce((made, [kind, items]) => withRows(made, kind, numbered(items)), empty);
}

/** A picture’s records come in order and bear no numbers. */
const numbered = (rows: readonly { readonly id: string }[]) =>
  rows.map((row, index) => ({ ...row, seq: index + 1 }));
