import type { ReactNode } from "react";

/**
 * The drawings, on a 16 px grid, in the colour of the text around them. `--cut` is the ground a mark is cut
 * out of, so a filled sign stays readable on any row.
 */
export const icons = {
  arrowr: <path d="M3 8h10M9 4l4 4-4 4" />,
  bolt: <path d="M9 1.8 3.6 9h3.8L6.8 14.2 12.4 7H8.6z" />,
  calendar: (
    <>
      <rect x="2.4" y="3.2" width="11.2" height="10.4" rx="1.6" />
      <path d="M2.4 6.6h11.2M5.4 1.8v2.6M10.6 1.8v2.6" />
    </>
  ),
  check: <path d="M3.2 8.4 6.4 11.6 12.8 4.6" />,
  chip: (
    <>
      <rect x="4" y="4" width="8" height="8" rx="1.4" />
      <path d="M6.2 1.8V4M9.8 1.8V4M6.2 12v2.2M9.8 12v2.2M1.8 6.2H4M1.8 9.8H4M12 6.2h2.2M12 9.8h2.2" />
    </>
  ),
  clone: (
    <>
      <rect x="2.6" y="2.6" width="8" height="8" rx="1.6" />
      <path d="M13.4 6v5.8a1.6 1.6 0 0 1-1.6 1.6H6M6.6 4.8v3.6M4.8 6.6h3.6" />
    </>
  ),
  cloud: <path d="M4.8 12.4a3.2 3.2 0 0 1-.3-6.4 3.9 3.9 0 0 1 7.5.8 2.8 2.8 0 0 1-.4 5.6z" />,
  cloudoff: (
    <path d="M2 2l12 12M5.4 5.3A3.6 3.6 0 0 0 4.6 12h6.6M7 3.7a3.9 3.9 0 0 1 4.9 3.1 2.7 2.7 0 0 1 1.6 4.3" />
  ),
  command: <path d="M2.8 4.4 6.2 8l-3.4 3.6M8 11.6h5.2" />,
  copy: (
    <>
      <rect x="5.4" y="5.4" width="8" height="8" rx="1.8" />
      <path d="M10.6 5.2V4.4a1.8 1.8 0 0 0-1.8-1.8H4.4a1.8 1.8 0 0 0-1.8 1.8v4.4a1.8 1.8 0 0 0 1.8 1.8h.8" />
    </>
  ),
  down: <path d="M4 6.2 8 10l4-3.8" />,
  external: (
    <path d="M9.2 2.8h4v4M13 3 7.6 8.4M11.6 9.6v2.2a1.6 1.6 0 0 1-1.6 1.6H4.2a1.6 1.6 0 0 1-1.6-1.6V6a1.6 1.6 0 0 1 1.6-1.6h2.2" />
  ),
  eye: (
    <>
      <path d="M1.6 8C3 5.2 5.2 3.8 8 3.8S13 5.2 14.4 8C13 10.8 10.8 12.2 8 12.2S3 10.8 1.6 8z" />
      <circle cx="8" cy="8" r="1.9" />
    </>
  ),
  fail: (
    <>
      <path d="M8 1.1 14.9 8 8 14.9 1.1 8z" fill="currentColor" stroke="currentColor" strokeWidth="1" />
      <path d="M6 6l4 4M10 6l-4 4" stroke="var(--cut,#fff)" strokeWidth="1.7" />
    </>
  ),
  file: (
    <>
      <path d="M9.2 2H4.6A1.6 1.6 0 0 0 3 3.6v8.8A1.6 1.6 0 0 0 4.6 14h6.8a1.6 1.6 0 0 0 1.6-1.6V5.8z" />
      <path d="M9 2.2v3.6h3.8" />
    </>
  ),
  filter: <path d="M2.4 3.4h11.2L9.4 8.6v4l-2.8 1v-5z" />,
  gear: (
    <>
      <circle cx="8" cy="8" r="2.1" />
      <path d="M8 1.9v1.7M8 12.4v1.7M1.9 8h1.7M12.4 8h1.7M3.7 3.7l1.2 1.2M11.1 11.1l1.2 1.2M12.3 3.7l-1.2 1.2M4.9 11.1l-1.2 1.2" />
    </>
  ),
  globe: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M2 8h12M8 2c2.2 2 2.2 10 0 12M8 2c-2.2 2-2.2 10 0 12" />
    </>
  ),
  group: (
    <>
      <circle cx="5.6" cy="5.8" r="2.2" />
      <path d="M1.6 12.8c.4-2.2 2-3.4 4-3.4s3.6 1.2 4 3.4M10.4 3.8a2.2 2.2 0 0 1 0 4.1M11.6 9.6c1.600.4 2.5 1.5 2.8 3.2" />
    </>
  ),
  history: (
    <>
      <path d="M2.8 8a5.3 5.3 0 1 0 1.7-3.9" />
      <path d="M2.6 2.4v2.8h2.8M8 5.2V8l2 1.3" />
    </>
  ),
  init: <circle cx="8" cy="8" r="6.1" strokeWidth="1.7" strokeDasharray="2.2 2.6" />,
  json: (
    <path d="M6 2.6H5.2a1.6 1.6 0 0 0-1.6 1.6v2A1.7 1.7 0 0 1 2.2 8a1.7 1.7 0 0 1 1.4 1.8v2a1.6 1.6 0 0 0 1.6 1.6H6M10 2.6h.8a1.6 1.6 0 0 1 1.6 1.6v2A1.7 1.7 0 0 0 13.8 8a1.7 1.7 0 0 0-1.4 1.8v2a1.6 1.6 0 0 1-1.6 1.6H10" />
  ),
  keyboard: (
    <>
      <rect x="1.6" y="4" width="12.8" height="8" rx="1.6" />
      <path d="M4.2 6.6h.01M6.8 6.6h.01M9.3 6.6h.01M11.8 6.6h.01M5 9.4h6" />
    </>
  ),
  left: <path d="M9.8 4 6 8l3.8 4" />,
  link: (
    <path d="M6.6 9.4 9.4 6.6M7 4.6l1.3-1.3a3 3 0 0 1 4.3 4.3L11.3 8.9M9 11.4l-1.3 1.3a3 3 0 0 1-4.3-4.3L4.7 7.1" />
  ),
  lock: (
    <>
      <rect x="3.2" y="7" width="9.6" height="6.6" rx="1.6" />
      <path d="M5.3 7V5.2a2.7 2.7 0 0 1 5.4 0V7" />
    </>
  ),
  menu: <path d="M2.4 4.4h11.2M2.4 8h11.2M2.4 11.6h11.2" />,
  message: <path d="M2.4 3.6h11.2v7.6H7.6L4.6 13.6v-2.4H2.4z" />,
  minus: <path d="M3.5 8h9" />,
  more: (
    <g fill="currentColor" stroke="none">
      <circle cx="3.2" cy="8" r="1.3" />
      <circle cx="8" cy="8" r="1.3" />
      <circle cx="12.8" cy="8" r="1.3" />
    </g>
  ),
  newdev: (
    <>
      <rect x="2.4" y="3" width="8" height="10" rx="1.4" />
      <path d="M13 6.2v4M11 8.2h4M5.4 11h2" />
    </>
  ),
  package: (
    <>
      <path d="M8 1.8 13.6 4.8v6.4L8 14.2 2.4 11.2V4.8z" />
      <path d="M2.6 4.9 8 7.9l5.4-3M8 8v6M5.2 3.4l5.4 3" />
    </>
  ),
  partial: (
    <>
      <circle cx="8" cy="8" r="6.1" strokeWidth="1.6" />
      <path d="M8 1.9a6.1 6.1 0 0 1 0 12.2z" fill="currentColor" stroke="none" />
    </>
  ),
  pin: <path d="M9.8 2.2 13.8 6.2 10.8 8l-.6 3.4-5.6-5.6L8 5.2zM6.8 9.2 2.6 13.4" />,
  plus: <path d="M8 3v10M3 8h10" />,
  removed: (
    <>
      <circle cx="8" cy="8" r="6.1" strokeDasharray="2.3 2" />
      <path d="M5.4 8h5.2" />
    </>
  ),
  retry: (
    <>
      <path d="M13.2 8a5.2 5.2 0 1 1-1.6-3.7" />
      <path d="M13.4 2.2v3h-3" />
    </>
  ),
  retrywait: (
    <>
      <path d="M13.6 6A6.1 6.1 0 1 0 14 9.2" strokeWidth="1.7" />
      <path d="M14.2 2.6 13.7 6l-3.3-.5" strokeWidth="1.7" />
      <path d="M8 5.2V8l1.8 1.2" strokeWidth="1.5" />
    </>
  ),
  right: <path d="M6.2 4 10 8l-3.8 4" />,
  running: (
    <>
      <path d="M8 1.9A6.1 6.1 0 1 1 1.9 8" strokeWidth="1.8" />
      <circle cx="8" cy="8" r="2.4" fill="currentColor" stroke="none" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.6" />
      <path d="M10.5 10.5 14 14" />
    </>
  ),
  sliders: (
    <>
      <path d="M2.4 5h6M11.6 5h2M2.4 11h2M7.6 11h6" />
      <circle cx="10" cy="5" r="1.6" />
      <circle cx="6" cy="11" r="1.6" />
    </>
  ),
  snow: <path d="M8 2v12M2.8 5l10.4 6M13.2 5 2.8 11M6.4 3.2 8 4.6l1.6-1.4M6.4 12.8 8 11.4l1.6 1.4" />,
  sortdown: <path d="M8 3.2v9.6M4.6 9.4 8 12.8l3.4-3.4" />,
  stop: <rect x="3.6" y="3.6" width="8.8" height="8.8" rx="1.6" />,
  stopped: (
    <>
      <rect x="1.6" y="1.6" width="12.8" height="12.8" rx="3" fill="currentColor" stroke="none" />
      <path d="M5.6 8h4.8" stroke="var(--cut,#fff)" strokeWidth="2" />
    </>
  ),
  stopping: (
    <>
      <circle cx="8" cy="8" r="6.1" strokeWidth="1.6" strokeDasharray="3.2 1.6" />
      <rect x="5.6" y="5.6" width="4.8" height="4.8" rx=".8" fill="currentColor" stroke="none" />
    </>
  ),
  success: (
    <>
      <circle cx="8" cy="8" r="6.75" fill="currentColor" stroke="none" />
      <path d="M5 8.2l2.1 2.1L11 6" stroke="var(--cut,#fff)" strokeWidth="1.7" />
    </>
  ),
  sun: (
    <>
      <circle cx="8" cy="8" r="3" />
      <path d="M8 1.6v1.2M8 13.2v1.2M1.6 8h1.2M13.2 8h1.2M3.5 3.5l.8.8M11.7 11.7l.8.8M12.5 3.5l-.8.8M4.3 11.7l-.8.8" />
    </>
  ),
  table: (
    <>
      <rect x="2.2" y="2.8" width="11.6" height="10.4" rx="1.4" />
      <path d="M2.2 6.2h11.6M2.2 9.7h11.6M6.2 6.2v7" />
    </>
  ),
  tasks: (
    <>
      <path d="M6.4 4h7.2M6.4 8h7.2M6.4 12h7.2" />
      <g fill="currentColor" stroke="none">
        <rect x="2" y="2.8" width="2.4" height="2.4" rx=".6" />
        <rect x="2" y="6.8" width="2.4" height="2.4" rx=".6" />
        <rect x="2" y="10.8" width="2.4" height="2.4" rx=".6" />
      </g>
    </>
  ),
  trash: <path d="M2.8 4.4h10.4M6.2 4.2V2.6h3.6v1.6M4.2 4.6l.6 8.8h6.4l.6-8.8M6.6 7v4M9.4 7v4" />,
  upload: (
    <path d="M8 10.4V2.6M4.8 5.8 8 2.6l3.2 3.2M2.6 10.6v1.6a1.4 1.4 0 0 0 1.4 1.4h8a1.4 1.4 0 0 0 1.4-1.4v-1.6" />
  ),
  download: (
    <path d="M8 2.4v7.8M4.8 7 8 10.2 11.2 7M2.6 10.6v1.6a1.4 1.4 0 0 0 1.4 1.4h8a1.4 1.4 0 0 0 1.4-1.4v-1.6" />
  ),
  updown: <path d="M5 6.2 8 3.4l3 2.8M5 9.8l3 2.8 3-2.8" />,
  user: (
    <>
      <circle cx="8" cy="5.4" r="2.8" />
      <path d="M2.8 13.6c.6-2.8 2.6-4.2 5.2-4.2s4.6 1.4 5.2 4.2" />
    </>
  ),
  waiting: (
    <>
      <circle cx="8" cy="8" r="6.1" strokeWidth="1.6" />
      <path d="M8 4.6V8l2.3 1.5" strokeWidth="1.6" />
    </>
  ),
  warn: (
    <>
      <path d="M8 2.2 14.4 13.2H1.6z" />
      <path d="M8 6.4v3M8 11.3v.05" strokeWidth="1.7" />
    </>
  ),
  x: <path d="M4 4l8 8M12 4l-8 8" />,

  timeout: (
    <>
      <path d="M8 1.1 14.9 8 8 14.9 1.1 8z" fill="currentColor" stroke="currentColor" strokeWidth="1" />
      <path d="M8 5.2V8.2L10 9.4" stroke="var(--cut,#fff)" strokeWidth="1.6" />
    </>
  ),
  moon: <path d="M13.2 9.6A5.6 5.6 0 0 1 6.4 2.8a5.6 5.6 0 1 0 6.8 6.8z" />,
  auto: (
    <>
      <circle cx="8" cy="8" r="5.6" />
      <path d="M8 2.4a5.6 5.6 0 0 1 0 11.2z" fill="currentColor" stroke="none" />
    </>
  ),
  signout: <path d="M9.6 3.2V2.4H3.2v11.2h6.4v-.8M6.6 8h7M11.2 5.4 13.8 8l-2.6 2.6" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof icons;
