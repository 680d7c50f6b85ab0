"""The other side of the wire: botocore writes requests and reads answers, one JSON line each.

requests: reads {"service", "action"}, fills every member of the action's input, and prints the
    signed HTTP request with the tree of what is in it, by wire name.
answers: reads {"service", "action", "status", "headers", "body"} and prints the tree of what
    botocore's own parser finds in it, by wire name.
presign: reads {"cluster", "endpoint", "token"} and prints a presigned GetCallerIdentity URL.
"""

import base64
import datetime
import json
import sys

import botocore.awsrequest
import botocore.parsers
import botocore.serialize
import botocore.session
from botocore.auth import SigV4Auth
from botocore.credentials import Credentials
from botocore.signers import RequestSigner

AWKWARD = " &<%+\u00e9\"/\u00fc"
SESSION = botocore.session.Session()


def fill(shape, path, seen):
    kind = shape.type_name
    if kind == "structure":
        if shape.name in seen:
            return None
        members = {
            name: fill(member, path + "." + name, seen | {shape.name})
            for name, member in shape.members.items()
        }
        return {name: value for name, value in members.items() if value is not None}
    if kind == "list":
        elements = [fill(shape.member, path + str(i), seen) for i in (1, 2)]
        return [e for e in elements if e is not None]
    if kind == "map":
        value = fill(shape.value, path + ".v", seen)
        return {"k1" + AWKWARD: value, "k2": value}
    if kind == "boolean":
        return True
    if kind in ("integer", "long", "short", "byte"):
        return 1 + len(path) % 100
    if kind in ("float", "double"):
        return len(path) + 0.5
    if kind == "timestamp":
        return datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)
    if kind == "blob":
        return path.encode()
    return shape.enum[0] if getattr(shape, "enum", None) else path + AWKWARD


def wire_name(protocol, shape, member, request):
    serialization = shape.serialization
    if protocol == "ec2" and request:
        if "queryName" in serialization:
            return serialization["queryName"]
        if "name" in serialization:
            return serialization["name"][0].upper() + serialization["name"][1:]
    return serialization.get("name", member)


def tree(protocol, shape, value, request):
    kind = shape.type_name
    if kind == "structure":
        return {
            wire_name(protocol, shape.members[name], name, request): tree(
                protocol, shape.members[name], held, request
            )
            for name, held in value.items()
        }
    if kind == "list":
        return [tree(protocol, shape.member, held, request) for held in value]
    if kind == "map":
        return {key: tree(protocol, shape.value, held, request) for key, held in value.items()}
    if kind == "boolean":
        return "true" if value else "false"
    if kind == "timestamp":
        return str(int(value.timestamp()))
    if kind == "blob":
        return base64.b64encode(value).decode()
    if kind in ("float", "double"):
        return str(float(value))
    return str(value)


def operation(line):
    model = SESSION.get_service_model(line["service"])
    return model, model.operation_model(line["action"])


def request(line):
    model, action = operation(line)
    protocol = model.metadata["protocol"]
    given = fill(action.input_shape, "", frozenset()) if action.input_shape else {}
    serializer = botocore.serialize.create_serializer(protocol, include_validation=False)
    made = serializer.serialize_to_request(given, action)
    botocore.awsrequest.prepare_request_dict(made, endpoint_url="http://127.0.0.1:7433")
    made["context"] = {}
    http = botocore.awsrequest.create_request_object(made)
    credentials = Credentials("AKIAEKSNETEXAMPLE", "secret/key+with=signs", line.get("token"))
    SigV4Auth(credentials, model.signing_name, "us-west-2").add_auth(http)
    sent = http.prepare()
    headers = {
        k: v if isinstance(v, str) else v.decode() if isinstance(v, bytes) else str(v)
        for k, v in sent.headers.items()
    }
    headers.setdefault("Host", "127.0.0.1:7433")
    body = sent.body or b""
    return {
        "method": sent.method,
        "url": sent.url,
        "headers": headers,
        "body": base64.b64encode(body if isinstance(body, bytes) else body.encode()).decode(),
        "tree": tree(protocol, action.input_shape, given, True) if action.input_shape else {},
    }


def answer(line):
    model, action = operation(line)
    protocol = model.metadata["protocol"]
    parser = botocore.parsers.create_parser(protocol)
    response = {
        "status_code": line["status"],
        "headers": line["headers"],
        "body": base64.b64decode(line["body"]),
    }
    parsed = parser.parse(response, action.output_shape)
    if line["status"] >= 300:
        return {"code": parsed["Error"]["Code"], "message": parsed["Error"]["Message"]}
    parsed.pop("ResponseMetadata")
    if action.output_shape is None:
        return {"tree": {}}
    return {"tree": tree(protocol, action.output_shape, parsed, False)}


def required(line):
    _, action = operation(line)
    shape = action.input_shape
    return {"required": sorted(shape.required_members) if shape else []}


EMITTER = SESSION.get_component("event_emitter")  # the signer holds it weakly


def presign(line):
    credentials = Credentials("AKIAEKSNETEXAMPLE", "secret/key+with=signs", line.get("token"))
    model = SESSION.get_service_model("sts")
    signer = RequestSigner(model.service_id, "us-west-2", "sts", "v4", credentials, EMITTER)
    headers = {"x-k8s-aws-id": line["cluster"]} if "cluster" in line else {}
    url = signer.generate_presigned_url(
        {
            "method": "GET",
            "url": line["endpoint"] + "/?Action=GetCallerIdentity&Version=2011-06-15",
            "body": {},
            "headers": headers,
            "context": {},
        },
        region_name="us-west-2",
        expires_in=60,
        operation_name="",
    )
    return {"url": url}


def main():
    sys.stdin.reconfigure(encoding="utf-8")
    sys.stdout.reconfigure(encoding="utf-8")
    modes = {"requests": request, "answers": answer, "presign": presign, "required": required}
    for text in sys.stdin:
        line = json.loads(text)
        print(json.dumps(modes[sys.argv[1]](line)), flush=True)


main()
