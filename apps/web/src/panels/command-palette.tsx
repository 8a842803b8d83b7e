import { useEffect, useRef, useState } from 'react';
import { go, route } from '../address.ts';
import { openHealth } from '../health/open-health.ts';
import { useStore, useWorld } from '../live/store.ts';
import type { World } from '../live/world.ts';
import type { Page } from '../route.ts';
import { queueOf, title } from '../say/case-view.ts';
import { classWords } from '../say/class-of.ts';
import { partyName } from '../say/party.ts';
import { isPlace, readPlace } from '../say/place.ts';
import { LAYERS, set, setLayer, settings } from '../settings.ts';
import { openVideo } from '../video/open-video.ts';
import { LAYER_WORD } from '../words.ts';

interface Command {
  readonly words: string;
  readonly hint?: string;
  readonly run: () => void;
}

/** Everything the console can do, and everything it holds, by name. */
export function CommandPalette({ open, close }: { open: boolean; close: () => void }) {
  const world = useWorld();
  const store = useStore();
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const found = matching(commands(world, store.signIn.bind(store)), world, text).slice(0, 12);

  useEffect(() => {
    if (open) {
      setText('');
      setAt(0);
      if (dialog.current?.open === false) dialog.current.showModal();
    } else dialog.current?.close();
  }, [open]);

  const run = (command: Command | undefined): void => {
    if (command === undefined) return;
    close();
    command.run();
  };
  const keys = (event: React.KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (event.key === 'Enter') run(found[at]);
    else return;
    event.preventDefault();
  };
  return (
    <dialog ref={dialog} className="palette" aria-label="Commands" onClose={close}>
      <input
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={`palette-${at}`}
        aria-label="Command, case, track or place"
        placeholder="Command, case, track or place"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={keys}
      />
      <div id="palette-list" role="listbox" aria-label="Commands">
        {found.map((command, i) => (
          <button
            key={command.words}
            id={`palette-${i}`}
            type="button"
            role="option"
            aria-selected={i === at}
            tabIndex={-1}
            onClick={() => run(command)}
            onPointerMove={() => setAt(i)}
          >
            {command.words}
            {command.hint !== undefined && <kbd>{command.hint}</kbd>}
          </button>
        ))}
        {found.length === 0 && <p className="palette-empty">Nothing has that name.</p>}
      </div>
    </dialog>
  );
}

/** What staff open beside the map. */
const BESIDE: readonly Command[] = [
  { words: 'Recorded video', hint: 'G V', run: openVideo },
  { words: 'Feeds and sensors', hint: 'G H', run: openHealth },
];

function commands(world: World, signIn: (token: string | undefined) => void): Command[] {
  const { theme, grid, layers } = settings();
  const page = (words: string, to: Page, hint?: string) => ({
    words,
    ...(hint !== undefined && { hint }),
    run: () => go((r) => ({ ...r, page: to })),
  });
  return [
    page('Watch', 'watch', 'G W'),
    page('Queue', 'queue', 'G Q'),
    page('Patrol’s report', 'report', 'G R'),
    page('Day’s report', 'day', 'G D'),
    ...(world.me?.role === 'staff' ? BESIDE : []),
    page('Declare', 'declare', 'G N'),
    page('What stands declared', 'declared'),
    page('Filings: protests, messages, the commission', 'filings', 'G F'),
    {
      words: 'Next case that needs a decision',
      hint: 'N',
      run: () => nextCase(world),
    },
    { words: 'Back to live', hint: 'L', run: backToLive },
    {
      words: theme === 'dark' ? 'Light theme' : 'Dark theme',
      run: () => set({ theme: theme === 'dark' ? 'light' : 'dark' }),
    },
    {
      words: grid === 'degrees' ? 'Positions in MGRS' : 'Positions in degrees',
      run: () => set({ grid: grid === 'degrees' ? 'mgrs' : 'degrees' }),
    },
    ...LAYERS.map((layer) => ({
      words: `${layers[layer] ? 'Hide' : 'Show'}: ${LAYER_WORD[layer].toLowerCase()}`,
      run: () => setLayer(layer, !layers[layer]),
    })),
    ...(world.me?.role === 'public' || world.me === undefined
      ? []
      : [{ words: 'Sign out', run: () => signIn(undefined) }]),
  ];
}

/** Commands by name first; with something typed, also cases, tracks and a typed place. */
function matching(all: readonly Command[], world: World, text: string): Command[] {
  const asked = text.trim().toLowerCase();
  if (asked === '') return [...all];
  const hit = (words: string): boolean => words.toLowerCase().includes(asked);
  const found = all.filter((command) => hit(command.words));
  const spot = readPlace(text);
  if (isPlace(spot)) {
    found.unshift({
      words: `Go to ${text.trim()}`,
      run: () => go((r) => ({ ...r, page: 'watch', map: { ...spot, zoom: 11 } })),
    });
  }
  for (const each of world.cases.values()) {
    const words = `Case ${each.id.slice(0, 13)}: ${title(each, partyName(world.mission, each.party))}, ${each.clause}`;
    if (hit(words)) {
      found.push({
        words,
        run: () => go((r) => ({ ...r, page: 'case', selection: { kind: 'case', id: each.id } })),
      });
    }
  }
  for (const { row } of world.tracks.statesAt()) {
    if (found.length > 40) break;
    const words = `Track ${row.id}: ${classWords(row.class)}${row.identities.length > 0 ? `, ${row.identities.join(', ')}` : ''}`;
    if (hit(words)) {
      found.push({
        words,
        run: () => go((r) => ({ ...r, page: 'case', selection: { kind: 'track', id: row.id } })),
      });
    }
  }
  return found;
}

export function nextCase(world: World): void {
  const waiting = queueOf(world.cases.values());
  const { selection } = route();
  const at = waiting.findIndex((each) => each.id === selection?.id);
  const next = waiting[(at + 1) % Math.max(1, waiting.length)];
  if (next !== undefined) {
    go((r) => ({ ...r, page: 'case', selection: { kind: 'case', id: next.id } }));
  }
}

export const backToLive = (): void => go(({ moment: _, ...rest }) => rest);
