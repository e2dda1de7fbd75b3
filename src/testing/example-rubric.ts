/** A rubric that uses every key once. */
export const EXAMPLE_RUBRIC = `rubric: 1
title: {en: "Lab 1: reqresp over TCP", id: "Praktikum 1: reqresp TCP"}
language: id
lab: reqresp
hosts: {client: reqresp-client, server: reqresp-server}
submission:
  report: ["README.md", "*.md"]
  captures: ["*.pcap", "*.pcapng", "*.cap"]
  student: {from: folder, pattern: "^(?<id>[0-9]{5,}|[^/]+)"}
  groups: {A03: ["5025211219", "5025211257"]}
points: 100
capture:
  - {id: cap-present,   points: 10, require: {packets: {min: 1}}}
  - {id: cap-handshake, points: 10, require: {handshake: complete}, else: {points: 5, when: {startsMidConnection: true}}}
  - {id: cap-messages,  points: 10, require: {exchanges: {min: 3, port: 2222, reply: "Echo: {message}"}}}
  - {id: cap-close,     points: 5,  require: {close: {shape: any, complete: true}}}
  - {id: cap-own,       points: 5,  require: {payloadContains: "{student.id}"}}
claims:
  refuted:      {each: -4, max: -20}
  required:
    - {id: say-handshake, points: 15, kind: K04}
    - {id: say-ports,     points: 10, kind: K10, roles: [client, server]}
    - {id: say-data,      points: 10, kind: [K02, K06], flags: [PSH, ACK]}
    - {id: say-closer,    points: 15, kind: K05, about: starter}
    - {id: say-rows,      points: 10, kind: K01, min: 3}
  notCheckable: {counts: false}
  minimumEvidence: {packetReferences: 5}
halfWithoutCapture: true
bands: [{from: 85, name: A}, {from: 70, name: B}, {from: 55, name: C}, {from: 0, name: D}]
pass: 55
compare: {enabled: true, courseTraces: [], action: report-only}
visibility: {hints: student, compare: teacher, points: teacher}
`;
