"""What moto serves: one line per action with the request members that its handler reads.

Read off moto's source, not by calling it: a member counts as read when the handler, or a method of
its class that the handler calls, mentions its name. Prints service, action and members.
"""

import ast
import importlib
import inspect
import re
import sys
import textwrap

import botocore
import botocore.loaders
import botocore.model
import moto

RESPONSES = {
    "ec2": ("moto.ec2.responses", "EC2Response"),
    "sts": ("moto.sts.responses", "TokenResponse"),
    "eks": ("moto.eks.responses", "EKSResponse"),
    "elbv2": ("moto.elbv2.responses", "ELBV2Response"),
    "elb": ("moto.elb.responses", "ELBResponse"),
    "iam": ("moto.iam.responses", "IamResponse"),
    "acm": ("moto.acm.responses", "AWSCertificateManagerResponse"),
    "directconnect": ("moto.directconnect.responses", "DirectConnectResponse"),
}
SHORTHANDS = {
    "_filters_from_querystring": ["Filters", "Filter"],
    "_parse_tag_specification": ["TagSpecifications", "TagSpecification"],
    "error_on_dryrun": ["DryRun"],
}


def snake(name):
    name = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name)
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).lower()


def mentioned(cls, method, seen):
    """The strings in a method and in the methods of its class that it calls."""
    if method in seen or not hasattr(cls, method):
        return set()
    seen.add(method)
    function = inspect.unwrap(getattr(cls, method))
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):
        return set()
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value.split(".")[0])
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == "self"
        ):
            found.update(SHORTHANDS.get(node.attr, []))
            if node.attr.startswith("_") and not node.attr.startswith("_get"):
                found |= mentioned(cls, node.attr, seen)
    return found


def main():
    loader = botocore.loaders.Loader()
    print("# moto", moto.__version__, "botocore", botocore.__version__, sep="\t")
    for service, (module, name) in RESPONSES.items():
        cls = getattr(importlib.import_module(module), name)
        model = botocore.model.ServiceModel(loader.load_service_model(service, "service-2"))
        for action in sorted(model.operation_names):
            method = snake(action)
            if not hasattr(cls, method):
                continue
            shape = model.operation_model(action).input_shape
            members = list(shape.members) if shape else []
            read = mentioned(cls, method, set())
            print(service, action, ",".join(sorted(m for m in members if m in read)), sep="\t")


if __name__ == "__main__":
    sys.exit(main())
