import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { atRest, quickly } from './support/quickly.ts';

const root = join(import.meta.dirname, '..');
const MISSION = join(root, 'missions/forty-km');
const AGREEMENT = join(MISSION, 'agreement.yaml');
const FACTS = join(root, 'docs/examples/facts.jsonl');
const DAY = join(root, 'docs/examples/patrol-day.json');

const folder = mkdtempSync(join(tmpdir(), 'greenline-errors-'));
const at = (name: string) => join(folder, name);
const OUT = at('out');

const MILESTONE = '{"declaration":"milestone","name":"EIF","at":"2026-03-01T00:00:00Z"}';

beforeAll(() => {
  const write = (name: string, content: string | Uint8Array) => writeFileSync(at(name), content);
  write('empty', '');
  write('null.jsonl', 'null\n');
  write('bytes.jsonl', Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x0a]));
  write('words.txt', 'nothing that anybody reads\n');
  write('brace.jsonl', '{"fact":"object"\n');
  write(
    'bad-facts.jsonl',
    `\n${readFileSync(FACTS, 'utf8').split('\n')[0]}\n{"fact":"event","id":"e","class":"shot","at":"yesterday"}\n`,
  );
  write('coverage.jsonl', '{"fact":"coverage","sensor":"s","area":{"type":"Point"}}\n');
  write('line.geojson', '{"type":"LineString","coordinates":[[1,2],[3,4]]}');
  write('no-yaml.yaml', 'agreement: [\n  never closed\nparties: {');
  write('bad.yaml', 'agreement: x\nversion: 1\nclauses:\n  - cite: "1"\n    kind: no-such-kind\n');
  write('notice.json', '{"declaration":"notice",\n "id":"N"}');
  write('declarations.jsonl', `\n${MILESTONE}\n{"declaration":"milestone","name":"D"}\n`);
  write('milestone.jsonl', MILESTONE);
  write('twice.yaml', 'declaration: milestone\nname: EIF\nname: D\n');
  const nine = (name: string) => `[${Array(9).fill(name).join()}]`;
  write(
    'many.yaml',
    `a: &a ${nine('x')}\nb: &b ${nine('*a')}\nc: &c ${nine('*b')}\nd: ${nine('*c')}\n`,
  );
  write('things.csv', 'what,where\ngun,here\n');
  write('box.csv', 'id,kind,party,from,to,west,south,east,north\nN,flight,A,x,y,1,2,3,\n');
  write('decoded.jsonl', '{"ok":true,"message":{"type":7}}\n');
  write('file', 'a file where a folder should be');
  mkdirSync(at('nothing-in-it'));
  mkdirSync(at('damaged'));
  write(
    'damaged/0000000000000001.segment',
    'this is no segment of a journal, but it is long enough',
  );
  for (const [name, from, to] of [
    ['mission-yaml', /^mission:.*$/m, 'mission: [\n'],
    ['mission-field', /^exercise: true$/m, 'exercise: perhaps\nwhatever: 1'],
  ] as const) {
    cpSync(MISSION, at(name), { recursive: true });
    const path = join(at(name), 'mission.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
  }
  cpSync(MISSION, at('mission-agreement'), { recursive: true });
  const path = join(at('mission-agreement'), 'agreement.yaml');
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll('kind: no-presence', 'kind: nothing'));
  cpSync(MISSION, at('mission-principals'), { recursive: true });
  writeFileSync(join(at('mission-principals'), 'policy/principals.yaml'), 'principals: 5\n');
});
afterEach(() => rmSync(OUT, { recursive: true, force: true }));
afterAll(() => {
  atRest();
  rmSync(folder, { recursive: true, force: true });
});

const replay = (mission: string, input: string, ...more: string[]) => [
  'replay',
  ...['--mission', mission, '--input', input, '--out', OUT, ...more],
];
const judge = (agreement: string, facts: string, ...more: string[]) => [
  'judge',
  ...['--agreement', agreement, '--facts', facts, '--out', OUT, ...more],
];
const report = (...more: string[]) => {
  const given = new Map([
    ['--mission', MISSION],
    ['--from', at('nothing-in-it')],
    ['--day', '2026-03-10'],
    ['--for', 'duty-officer'],
    ['--out', OUT],
  ]);
  for (let i = 0; i < more.length; i += 2) given.set(more[i] ?? '', more[i + 1] ?? '');
  return ['report', ...[...given].flat()];
};
const declare = (name: string, ...more: string[]) => ['declare', at(name), '--check', ...more];
const handIn = ['declare', at('milestone.jsonl'), '--data', at('data')];
const effort = (facts: string, ...more: string[]) => [
  'effort',
  ...['--facts', facts, '--from', '2026-03-10T00:00:00Z', '--to', '2026-03-11T00:00:00Z'],
  ...['--out', OUT, ...more],
];

/** What was asked, and what the one line must name: the thing that is wrong, with its line where it has one. */
const CASES: readonly (readonly [string, readonly string[], RegExp])[] = [
  ['an unknown command', ['explode'], /explode/],
  ['a misspelt command', ['repaly'], /repaly/],
  [
    'an unknown option',
    ['judge', '--agreement', AGREEMENT, '--facts', FACTS, '--as-off', 'x'],
    /as-off/,
  ],
  ['an option that is missing', ['judge', '--facts', FACTS], /--agreement/],
  ['an option without its value', ['judge', '--agreement'], /--agreement/],
  ['an argument too many', ['decode', 'cot', DAY, 'more'], /argument/],

  ['a format nobody reads', ['decode', 'fax', DAY, '--out', OUT], /fax.*cot/],
  [
    'an edition nobody reads',
    ['decode', 'asterix', DAY, '--edition', '048=9.0'],
    /048=9\.0.*1\.32/,
  ],
  ['a place that is none', ['decode', 'adsb', DAY, '--place', '33'], /--place 33: /],
  ['a setting of another format', ['decode', 'cot', DAY, '--place', '33,35'], /decode cot: /],
  ['a time that is none', ['decode', 'ais', DAY, '--received-at', 'noon'], /--received-at noon: /],
  ['a recording that is not there', ['decode', 'cot', at('gone'), '--out', OUT], /gone.*name/],
  ['a folder for a recording', ['decode', 'cot', at('nothing-in-it'), '--out', OUT], /nothing-in/],
  [
    'a place nobody can write to',
    ['decode', 'report', DAY, '--out', at('file/x')],
    /file\/x.*name/,
  ],
  ['a folder to write to', ['decode', 'report', DAY, '--out', at('nothing-in-it')], /is a folder/],
  ['a format nobody writes', ['encode', 'fax', at('decoded.jsonl')], /fax.*cot/],
  ['a line that is null', ['encode', 'cot', at('null.jsonl')], /null\.jsonl:1: /],
  ['no decoded line', ['encode', 'cot', at('brace.jsonl')], /brace\.jsonl:1: /],
  ['a message that is none', ['encode', 'cot', at('decoded.jsonl')], /decoded\.jsonl:1: /],
  ['bytes for decoded lines', ['encode', 'geojson', at('bytes.jsonl')], /bytes\.jsonl:1: /],

  ['declarations that are not there', declare('gone.yaml'), /gone\.yaml.*name/],
  ['declarations of bytes', declare('bytes.jsonl'), /bytes\.jsonl.*UTF-8/],
  ['an empty file of declarations', declare('empty'), /empty: .*JSON or YAML/],
  ['words for declarations', declare('words.txt'), /words\.txt:1: must be an object/],
  ['a declaration cut short', declare('brace.jsonl'), /brace\.jsonl:\d: /],
  [
    'a notice that lacks fields',
    declare('notice.json'),
    /notice\.json:1: receivedAt|notice\.json:1: from: /,
  ],
  [
    'a milestone on line 3 without a time',
    declare('declarations.jsonl'),
    /declarations\.jsonl:3: at: /,
  ],
  ['a field named twice', declare('twice.yaml'), /twice\.yaml:3: .*unique/],
  ['a file that unfolds without end', declare('many.yaml'), /many\.yaml: .*alias/],
  ['a table of other things', declare('things.csv'), /things\.csv:1: needs the columns/],
  ['a box with three sides', declare('box.csv'), /box\.csv:2: area: give wkt/],
  [
    'a declarer nobody knows',
    declare('milestone.jsonl', '--for', 'king'),
    /--for king: .*duty-officer/,
  ],
  [
    'a declarer whose word it is not',
    declare('milestone.jsonl', '--for', 'liaison-a'),
    /milestone\.jsonl:1: declaration: .*mission’s staff/,
  ],
  ['a key of nobody', declare('milestone.jsonl', '--key', at('k')), /--key: name whose/],
  [
    'a key file that is none',
    declare('milestone.jsonl', '--for', 'duty-officer', '--key', at('file')),
    /file: it holds no Ed25519/,
  ],
  ['declarations for a node that keeps its data elsewhere', handIn, /data.*--data/],
  ['an address that is none', [...handIn, '--node', 'node'], /--node node: is no address/],

  ['an agreement that is not there', ['agreement', 'check', at('gone.yaml')], /gone\.yaml/],
  ['an agreement that is no YAML', ['agreement', 'check', at('no-yaml.yaml')], /no-yaml\.yaml:\d/],
  ['an agreement of bytes', ['agreement', 'check', at('bytes.jsonl')], /bytes\.jsonl.*UTF-8/],
  ['an empty agreement', ['agreement', 'check', at('empty')], /empty:\d/],
  [
    'a moment that is none',
    ['agreement', 'zones', AGREEMENT, '--at', 'noon', '--out', OUT],
    /--at noon.*2026/,
  ],
  ['an older version that is not there', ['agreement', 'diff', at('gone.yaml'), AGREEMENT], /gone/],
  [
    'a newer version that is wrong',
    ['agreement', 'diff', AGREEMENT, at('bad.yaml')],
    /bad\.yaml:\d/,
  ],
  ['one version alone', ['agreement', 'diff', AGREEMENT], /argument/],
  [
    'a difference in a format nobody reads',
    ['agreement', 'diff', AGREEMENT, AGREEMENT, '--format', 'docx'],
    /docx.*json/,
  ],
  [
    'a schema where nobody can write',
    ['agreement', 'schema', '--out', at('file/x')],
    /file\/x.*name/,
  ],
  ['zones of no agreement', ['agreement', 'zones', at('bad.yaml'), '--out', OUT], /bad\.yaml:\d/],

  ['facts that are not there', judge(AGREEMENT, at('gone.jsonl')), /gone\.jsonl/],
  ['a line of facts cut short', judge(AGREEMENT, at('brace.jsonl')), /brace\.jsonl:1: /],
  ['a wrong fact on line 3', judge(AGREEMENT, at('bad-facts.jsonl')), /bad-facts\.jsonl:3: at: /],
  ['facts of bytes', judge(AGREEMENT, at('bytes.jsonl')), /bytes\.jsonl:1: /],
  ['facts under no agreement', judge(at('bad.yaml'), FACTS), /bad\.yaml:\d/],
  ['facts under facts', judge(FACTS, FACTS), /facts\.jsonl:\d/],
  [
    'a last moment that is none',
    judge(AGREEMENT, FACTS, '--as-of', '10 March'),
    /--as-of 10 March/,
  ],

  [
    'a mission that is not there',
    replay(at('gone'), DAY),
    /^greenline: [^:]*(?<!gone.*)gone: .*mission\.yaml/,
  ],
  ['a file for a mission', replay(at('file'), DAY), /file/],
  ['a folder without a mission', replay(at('nothing-in-it'), DAY), /nothing-in-it.*mission\.yaml/],
  ['a mission that is no YAML', replay(at('mission-yaml'), DAY), /mission-yaml\/mission\.yaml:\d/],
  ['a mission with wrong fields', replay(at('mission-field'), DAY), /mission\.yaml:\d+: exercise/],
  ['a mission with a wrong agreement', replay(at('mission-agreement'), DAY), /agreement\.yaml:\d+/],
  ['a mission with wrong principals', replay(at('mission-principals'), DAY), /principals\.yaml/],
  ['an input that is not there', replay(MISSION, at('gone')), /gone/],
  ['an input of a named format not there', replay(MISSION, `cot:${at('gone')}`), /gone/],
  ['an input nobody knows', replay(MISSION, at('words.txt')), /words\.txt.*FORMAT:/],
  ['an empty input', replay(MISSION, at('empty')), /empty.*FORMAT:/],
  ['an input of bytes', replay(MISSION, `facts:${at('bytes.jsonl')}`), /bytes\.jsonl:1: /],
  ['a file for a journal', replay(MISSION, `journal:${at('file')}`), /file.*journal/],
  [
    'a folder that is no journal',
    replay(MISSION, `journal:${at('nothing-in-it')}`),
    /nothing-in-it/,
  ],
  ['a damaged journal', replay(MISSION, `journal:${at('damaged')}`), /damaged\/0+1\.segment/],
  ['an end that is no moment', replay(MISSION, DAY, '--until', 'soon'), /--until soon/],
  [
    'a place for a replay that is a file',
    ['replay', '--mission', MISSION, '--input', DAY, '--out', at('file')],
    /file.*name/,
  ],

  ['no replay to report on', report(), /nothing-in-it.*replay/],
  ['a format no report has', report('--format', 'docx'), /docx.*html/],
  ['a reader nobody knows', report('--for', 'nobody'), /nobody.*duty-officer/],
  ['a report on no mission', report('--mission', at('gone')), /gone/],
  ['a report on a wrong mission', report('--mission', at('mission-field')), /mission\.yaml:\d+/],

  ['coverage that is none', effort(at('coverage.jsonl')), /coverage\.jsonl:1: /],
  ['coverage cut short', effort(at('brace.jsonl')), /brace\.jsonl:1: /],
  ['an area that is a line', effort(FACTS, '--area', at('line.geojson')), /line\.geojson.*Polygon/],
  ['an area that is no JSON', effort(FACTS, '--area', at('words.txt')), /words\.txt/],
  [
    'a span that ends before it begins',
    [
      'effort',
      '--facts',
      FACTS,
      '--from',
      '2026-03-11T00:00:00Z',
      '--to',
      '2026-03-10T00:00:00Z',
      '--out',
      OUT,
    ],
    /--to/,
  ],

  ['a scenario nobody wrote', ['simulate', 'war', '--out', OUT], /war.*gentle/],
  ['hours that are none', ['simulate', 'gentle', '--hours', 'many', '--out', OUT], /--hours many/],
  ['a seed that is none', ['simulate', 'gentle', '--seed', '-1.5', '--out', OUT], /--seed/],
  [
    'a simulation of no mission',
    ['simulate', 'gentle', '--mission', at('gone'), '--out', OUT],
    /gone/,
  ],
  ['a token for nobody', ['token', '--for', 'nobody', '--data', at('data')], /nobody/],
  ['a token for an age', ['token', '--for', 'duty-officer', '--hours', '1e9'], /--hours 1e9/],
  ['a log that is not there', ['log', 'check', at('gone')], /gone/],
  ['a log without a key', ['log', 'check', at('nothing-in-it')], /nothing-in-it.*--key/],
  ['a bench nobody wrote', ['bench', 'whistle'], /whistle/],
  ['a rebuild of no mission', ['rebuild', '--mission', at('gone'), '--data', at('data')], /gone/],
  ['a port that is none', ['serve', '--port', 'front', '--data', at('data')], /--port/],
];

const checks = (args: readonly string[]) => args[1] === 'check' || args.includes('--check');

describe('a command that cannot be carried out', () => {
  it.each(CASES)('says so in one line and writes nothing: %s', async (_, args, names) => {
    const before = readdirSync(folder).sort();
    const { code, out, errors } = await quickly(...args);
    // A check names everything that is wrong, a line each; all else stops at the first.
    const lines = checks(args) ? /^(greenline: [^\n]+\n)+$/ : /^greenline: [^\n]+\n$/;
    expect(errors).toMatch(lines);
    expect(errors).toMatch(names);
    expect(errors).not.toMatch(/: : /);
    expect(errors).not.toMatch(/at .*\.ts:\d+|\[object|undefined:/);
    expect(out).toBe('');
    expect(code).toBe(2);
    expect(readdirSync(folder).sort()).toEqual(before);
    expect(existsSync(OUT)).toBe(false);
  });

  it('never falls over what is in a file, whatever that is', async () => {
    const path = at('hostile');
    const commands = [
      judge(AGREEMENT, path),
      ['agreement', 'check', path],
      replay(MISSION, path),
      effort(path),
      ['encode', 'cot', path],
      ['declare', path, '--check'],
      ['declare', path, '--data', at('data')],
    ];
    const hostile = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json({ maxDepth: 4 }).map((text) => new TextEncoder().encode(text)),
      fc
        .tuple(
          fc.constantFrom(
            '{"fact":',
            '{"step":',
            '{"observedAt":',
            '{"declaration":',
            'agreement: ',
          ),
          fc.json(),
        )
        .map(([head, text]) => new TextEncoder().encode(`${head}${text}}`)),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (bytes) => {
        writeFileSync(path, bytes);
        for (const args of commands) {
          const { code, errors } = await quickly(...args);
          expect(errors).not.toMatch(/at .*\.ts:\d+|TypeError|RangeError/);
          const lines = errors.trim().split('\n').length;
          if (code !== 0) expect([code, checks(args) ? 1 : lines]).toEqual([2, 1]);
          if (code === 2) expect(existsSync(OUT)).toBe(false);
          rmSync(OUT, { recursive: true, force: true });
        }
        rmSync(path);
      }),
      { numRuns: 15 },
    );
  });
});
