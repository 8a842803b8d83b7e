import type { DescribedForm } from '@greenline/filings';
import type { SensorOnWire } from '../health/sensor-row.ts';
import type { CameraRow, FilmRow } from '../video/film.ts';
import type {
  AlertRow,
  CandidateOnWire,
  CaseRow,
  DeclarationRow,
  Effort,
  FeedRow,
  FilingRow,
  Lineage,
  Me,
  Mission,
  ObservationLineage,
  PictureOnWire,
  PictureSide,
  Receipt,
  RowKind,
  StepRequest,
  SuspensionOnWire,
  TaskRow,
  TaskStepRequest,
  Zones,
} from '../wire.ts';

/** Why a call brought nothing. `unreachable`: no answer at all; the others are the node's own words. */
export interface CallError {
  readonly kind: string;
  readonly status: number;
  readonly text: string;
  /** What is missing, where the node says so. */
  readonly missing: readonly string[];
  /** What is wrong with single fields, where the node says so. */
  readonly problems: readonly FieldProblem[];
}

/** What is wrong with one field of what was handed in, and the remedy. */
export interface FieldProblem {
  readonly field: string;
  readonly text: string;
}

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: CallError };

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: number;
  readonly more: boolean;
}

const PLURAL: Record<RowKind, string> = {
  track: 'tracks',
  event: 'events',
  finding: 'findings',
  case: 'cases',
  desk: 'desk',
  task: 'tasks',
};

/** Of a day: some twenty drones that record without a pause. */
const MOST_FILMS = 200_000;

export type ReportFormat = 'html' | 'pdf' | 'csv' | 'json';

/** Which report of which day; of a week, the day is its last. */
export interface ReportAsked {
  readonly day: string;
  readonly span: 'day' | 'week';
  readonly language: string;
  readonly version: number | undefined;
}

const queryOf = ({ day, span, language, version }: ReportAsked): string =>
  `${span}=${day}&language=${language}${version === undefined ? '' : `&version=${version}`}`;

/** The node this page came from, seen by one principal. */
export class Node {
  readonly #token: string | undefined;

  constructor(token: string | undefined) {
    this.#token = token;
  }

  readonly me = () => this.#json<Me>('api/me');
  readonly mission = () => this.#json<Mission>('api/mission');
  /** Zones and lines, each with an id and a kind whatever the node calls them. */
  async zones(): Promise<Answer<Zones>> {
    const answer = await this.#json<Zones>('api/zones');
    return answer.ok ? { ok: true, value: named(answer.value) } : answer;
  }

  readonly feeds = () => this.#json<readonly FeedRow[]>('api/feeds');
  readonly sensors = () => this.#json<readonly SensorOnWire[]>('api/sensors');
  readonly case = (id: string) => this.#json<CaseRow>(`api/cases/${encodeURIComponent(id)}`);

  /** Alerts to the duty desk, from a number on. */
  alerts(after: number): Promise<Answer<Page<AlertRow>>> {
    return this.#json(`api/safety-alerts?after=${after}&limit=500`);
  }

  alertStep(id: string, step: string, reason: string): Promise<Answer<unknown>> {
    return this.#post(`api/safety-alerts/${encodeURIComponent(id)}/steps`, { step, reason });
  }

  missionStep(
    step: string,
    reason: string,
  ): Promise<Answer<{ readonly suspension?: SuspensionOnWire }>> {
    return this.#post('api/mission/steps', { step, reason });
  }

  /** The picture at a moment: as it was known then, and as it is known now. */
  async picture(at: number): Promise<Answer<PictureOnWire>> {
    const answer = await this.#json<PictureOnWire>(`api/picture?at=${iso(at)}`);
    if (!answer.ok) return answer;
    const { knownThen, knownNow } = answer.value;
    const side = (one: PictureSide) => ({ ...one, zones: named(one.zones) });
    return {
      ok: true,
      value: { ...answer.value, knownThen: side(knownThen), knownNow: side(knownNow) },
    };
  }

  rows<T>(kind: RowKind, after: number): Promise<Answer<Page<T>>> {
    return this.#json(`api/${PLURAL[kind]}?after=${after}&limit=500`);
  }

  effort(from: number, to: number): Promise<Answer<Effort>> {
    return this.#json(`api/effort?from=${iso(from)}&to=${iso(to)}`);
  }

  step(id: string, step: StepRequest): Promise<Answer<{ receipt: Receipt; case: CaseRow }>> {
    return this.#post(`api/cases/${encodeURIComponent(id)}/steps`, step);
  }

  /** A step on all that the principal has in hand. */
  watchStep(step: StepRequest): Promise<Answer<{ receipt: Receipt }>> {
    return this.#post('api/watch/steps', step);
  }

  taskStep(step: TaskStepRequest): Promise<Answer<{ receipt: Receipt; task: TaskRow }>> {
    return this.#post('api/tasks/steps', step);
  }

  /** Who could do a task, and when, or why not. */
  candidates(task: string): Promise<Answer<{ readonly candidates: readonly CandidateOnWire[] }>> {
    return this.#json(`api/tasks/${encodeURIComponent(task)}/candidates`);
  }

  ruleStep(name: string, step: StepRequest): Promise<Answer<{ receipt: Receipt }>> {
    return this.#post(`api/rules/${encodeURIComponent(name)}/steps`, step);
  }

  intake(format: string, body: string): Promise<Answer<{ receipt: Receipt }>> {
    return this.#json(`api/intake/${format}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body,
    });
  }

  async declare(declaration: object): Promise<Answer<Receipt>> {
    const answer = await this.#json<{ receipt: Receipt }>('api/declarations', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(declaration),
    });
    return answer.ok ? { ok: true, value: answer.value.receipt } : answer;
  }

  /** Declarations that the principal may read, from a number on. */
  declarations(after: number): Promise<Answer<Page<DeclarationRow>>> {
    return this.#json(`api/declarations?after=${after}&limit=500`);
  }

  /** The forms of filings: their fields, their steps. */
  forms(): Promise<Answer<{ readonly items: readonly DescribedForm[] }>> {
    return this.#json('api/forms');
  }

  /** Filings that the principal is shown, from a number on. */
  filings(after: number): Promise<Answer<Page<FilingRow>>> {
    return this.#json(`api/filings?after=${after}&limit=500`);
  }

  filing(id: string): Promise<Answer<FilingRow>> {
    return this.#json(`api/filings/${encodeURIComponent(id)}`);
  }

  /** Hands in a filing, or a step on one. */
  async file(object: object): Promise<Answer<Receipt>> {
    const answer = await this.#post<{ receipt: Receipt }>('api/filings', object);
    return answer.ok ? { ok: true, value: answer.value.receipt } : answer;
  }

  /** A track with every observation that made it. */
  lineage(id: string): Promise<Answer<Lineage>> {
    return this.#json(`api/tracks/${encodeURIComponent(id)}`);
  }

  /** An observation with the track that it went to. */
  observation(id: string): Promise<Answer<ObservationLineage>> {
    return this.#json(`api/observations/${encodeURIComponent(id)}`);
  }

  /** An officer's word on whether two tracks are one thing. */
  trackStep(
    step: 'correlate' | 'decorrelate',
    tracks: readonly [string, string],
    reason: string,
  ): Promise<Answer<{ readonly receipt: Receipt; readonly correlation: { kept?: string } }>> {
    return this.#post('api/tracks/steps', { step, reason, with: { tracks } });
  }

  /** Segments of video recorded from one moment to another, as far as a list can be searched. */
  async films(from: number, to: number): Promise<Answer<readonly FilmRow[]>> {
    const films: FilmRow[] = [];
    for (let after = 0; films.length < MOST_FILMS; ) {
      const query = `from=${iso(from)}&to=${iso(to)}&after=${after}&limit=2000`;
      const page = await this.#json<Page<FilmRow>>(`api/video?${query}`);
      if (!page.ok) return page;
      films.push(...page.value.items);
      if (!page.value.more) break;
      after = page.value.next;
    }
    return { ok: true, value: films };
  }

  /** What the metadata of a film says of its camera. */
  camera(sha256: string): Promise<Answer<{ readonly items: readonly CameraRow[] }>> {
    return this.#json(`api/video/${sha256}/camera`);
  }

  async film(sha256: string): Promise<Answer<Blob>> {
    const answer = await this.#call(`api/video/${sha256}`);
    return answer.ok ? { ok: true, value: await answer.value.blob() } : answer;
  }

  /** Address of the films of a sensor as one playlist; whoever asks for it shows who he is: `authorise`. */
  readonly playlist = (sensor: string, from: number, to: number): string =>
    `api/video.m3u8?sensor=${encodeURIComponent(sensor)}&from=${iso(from)}&to=${iso(to)}`;

  readonly authorise = (request: XMLHttpRequest): void => {
    if (this.#token !== undefined)
      request.setRequestHeader('authorization', `Bearer ${this.#token}`);
  };

  /** A report as a file: of a day or a week, in a format and a language, as it stands or was published. */
  async report(asked: ReportAsked, format: ReportFormat): Promise<Answer<Blob>> {
    const answer = await this.#call(`api/report?${queryOf(asked)}&format=${format}`);
    return answer.ok ? { ok: true, value: await answer.value.blob() } : answer;
  }

  /** Which versions of a report were published to this reader. */
  readonly publications = (asked: ReportAsked) =>
    this.#json<{ readonly items: readonly { readonly version: number; readonly at: string }[] }>(
      `api/report/publications?${queryOf({ ...asked, version: undefined })}`,
    );

  #post<T>(path: string, body: object): Promise<Answer<T>> {
    return this.#json(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async #json<T>(path: string, init?: RequestInit): Promise<Answer<T>> {
    const answer = await this.#call(path, init);
    if (!answer.ok) return answer;
    try {
      return { ok: true, value: (await answer.value.json()) as T };
    } catch {
      return failed('unreadable', 200, 'The node answered with something that is not JSON.');
    }
  }

  async #call(path: string, init: RequestInit = {}): Promise<Answer<Response>> {
    const headers = new Headers(init.headers);
    if (this.#token !== undefined) headers.set('authorization', `Bearer ${this.#token}`);
    let response: Response;
    try {
      response = await fetch(path, { ...init, headers, signal: AbortSignal.timeout(20_000) });
    } catch {
      return failed('unreachable', 0, 'The node does not answer.');
    }
    if (response.ok) return { ok: true, value: response };
    return { ok: false, error: await refusal(response) };
  }
}

function named(zones: Zones): Zones {
  return {
    ...zones,
    features: zones.features.map((feature) => {
      const { id, zone, line, kind } = feature.properties;
      return {
        ...feature,
        properties: {
          ...feature.properties,
          id: id ?? zone ?? line ?? String(feature.id ?? ''),
          kind: kind ?? (line === undefined ? 'zone' : 'line'),
        },
      };
    }),
  };
}

async function refusal(response: Response): Promise<CallError> {
  const body: unknown = await response.json().catch(() => undefined);
  const error = record(record(body).error);
  const missing = error.missing;
  return {
    kind: typeof error.kind === 'string' ? error.kind : 'refused',
    status: response.status,
    text:
      typeof error.text === 'string'
        ? error.text
        : `The node answered ${response.status} ${response.statusText}.`,
    missing: (Array.isArray(missing) ? missing : [missing]).filter(
      (part): part is string => typeof part === 'string',
    ),
    problems: Array.isArray(error.problems) ? error.problems.flatMap(problem) : [],
  };
}

function problem(value: unknown): readonly FieldProblem[] {
  const { field, text } = record(value);
  return typeof field === 'string' && typeof text === 'string' ? [{ field, text }] : [];
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const failed = (kind: string, status: number, text: string): { ok: false; error: CallError } => ({
  ok: false,
  error: { kind, status, text, missing: [], problems: [] },
});

const iso = (at: number): string => new Date(at).toISOString();
