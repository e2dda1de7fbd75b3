/** A rubric that works as it is; the comments say what each key is for. */
export const RUBRIC_TEMPLATE = `# A rubric for capnote grade. Check it with: capnote rubric lint rubric.yml
rubric: 1
title: {en: "Lab 1: reqresp over TCP", id: "Praktikum 1: reqresp TCP"}
language: en                # of what students read: en or id
lab: reqresp                # reqresp, upcall, voting, or the file of a lab of your own (mylab.yml)
hosts: {client: reqresp-client, server: reqresp-server}   # what reports call them

submission:
  report: ["README.md", "*.md"]                 # * stands for any part of a name
  captures: ["*.pcap", "*.pcapng", "*.cap"]     # captures under other names are found by their content
  student: {from: folder, pattern: "^(?<id>[0-9]{5,}|[^/]+)"}   # from: file if all files lie in one folder
  groups: {}                                    # who may share a capture: {A03: ["5025211219", "5025211257"]}
  # after: 2025-09-01                           # a remark about captures from before this day (in any time zone)
  # before: 2025-09-30

points: 100                 # what the items must give together

capture:                    # what the capture must show; else: what is also worth something
  - {id: cap-present,   points: 10, require: {packets: {min: 1}}}
  - {id: cap-handshake, points: 10, require: {handshake: complete}, else: {points: 5, when: {startsMidConnection: true}}}
  - {id: cap-messages,  points: 10, require: {exchanges: {min: 3, port: 2222, reply: "Echo: {message}"}}}
  - {id: cap-close,     points: 5,  require: {close: {shape: any, complete: true}}}
  - {id: cap-own,       points: 5,  require: {payloadContains: "{student.id}"}}

claims:                     # what the report must say, and the capture confirm
  refuted: {each: -4, max: -20}
  required:
    - {id: say-handshake, points: 15, kind: K04}
    - {id: say-ports,     points: 10, kind: K10, roles: [client, server]}
    - {id: say-data,      points: 10, kind: [K02, K06], flags: [PSH, ACK]}
    - {id: say-closer,    points: 15, kind: K05, about: starter}
    - {id: say-rows,      points: 10, kind: K01, min: 3}
  notCheckable: {counts: false}                 # they never give or take points
  minimumEvidence: {packetReferences: 5, share: 0.5}   # with fewer packets named, half of the claims' points

halfWithoutCapture: true    # without a capture that can be read, no more than half
bands: [{from: 85, name: A}, {from: 70, name: B}, {from: 55, name: C}, {from: 0, name: D}]   # in per cent
pass: 55                    # below it the exit status is 1

compare: {enabled: true, courseTraces: [], templates: []}   # likeness is told to the teacher and changes no points
visibility: {hints: student, compare: teacher, points: student}
`;
