import { expect, it } from "vitest";
import { findUser } from "./operating-system-user";

const passwd = `root:x:0:0:root:/root:/bin/bash
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
postgres:x:101:104:PostgreSQL,,,:/var/lib/postgresql:/bin/bash
`;

it("takes the first of the names that exists", () => {
  expect(findUser(passwd, ["postgres", "nobody"])).toEqual({ name: "postgres", uid: 101, gid: 104 });
  expect(findUser(passwd, ["absent", "nobody"])).toEqual({ name: "nobody", uid: 65_534, gid: 65_534 });
});

it("never takes root, nor anybody who does not exist", () => {
  expect(findUser(passwd, ["root", "absent"])).toBeNull();
});
