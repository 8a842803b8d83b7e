import type { Conformance } from '../conformance.ts';

export const conformance: Conformance = {
  format: 'tak-package',
  edition: 'TAK data package, manifest version 2, in zip (PKWARE APPNOTE 6.3)',
  reads: 'packages of CoT events and attachments, up to 24 MiB unpacked',
  checkedWith: [
    {
      what: 'of a program in the field is read',
      source: 'three packages of TAK software',
      result: 'name, events and attachments',
    },
    {
      what: 'that would become more than it may is refused, whatever it claims',
      source: 'a package of 40 MB of zeros that claims ten bytes',
      result: 'refused, and not held',
    },
  ],
  notSupported: ['encrypted packages, Zip64, other methods than deflate'],
};
