/** What keys of a name say wherever they stand. A key that says more says it at its place. Table. */
export const KEY_HELP: Readonly<Record<string, string | undefined>> = {
  confidence: 'how sure the term is; absent: as sure as its source',
  from: 'the moment from which it holds; absent: from the beginning',
  kind: 'its sort, which decides what else it says',
  line: 'a line of this file, by name; where it says so, one for each party',
  name: 'what it is called in texts for people; absent: its name here',
  parties: 'parties of this file, by id',
  source: 'the source of this file that it was taken from, by id',
  strict: 'the limit itself is already a breach',
  title: 'what it is called in texts for people',
  to: 'the moment from which it holds no more; absent: without an end',
  validity: 'when it holds; absent: as long as the agreement',
  what: 'what it is about: classes of this file, kinds of the taxonomy or models',
  zone: 'a zone of this file, by name',
  zones: 'zones of this file, by name',
};
