"""Times EC2 calls against one endpoint, signed as every client signs them.

    python3 bench/ec2.py NAME COUNT     with AWS_ENDPOINT_URL, AWS_REGION and keys in the environment

Makes a VPC with one subnet, COUNT interfaces and assigns each an address, one after another over
one connection; then describes them at once, in pages, and one by id. A time is that of one request
from its first byte sent to its last byte read; signing is not in it. Prints one figure per line.
"""

import http.client
import os
import re
import statistics
import sys
import time
import urllib.parse

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

NAME, COUNT = sys.argv[1], int(sys.argv[2])
ENDPOINT = os.environ["AWS_ENDPOINT_URL"].rstrip("/")
SIGNER = SigV4Auth(
    Credentials(os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"]),
    "ec2",
    os.environ["AWS_REGION"],
)
CONNECTION = http.client.HTTPConnection(urllib.parse.urlparse(ENDPOINT).netloc, timeout=600)


def call(action, *pairs):
    """One call: milliseconds and the answer's text."""
    form = urllib.parse.urlencode(
        [("Action", action), ("Version", "2016-11-15"), *zip(pairs[::2], pairs[1::2])]
    )
    request = AWSRequest("POST", ENDPOINT + "/", data=form)
    request.headers["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8"
    SIGNER.add_auth(request)
    began = time.perf_counter()
    CONNECTION.request("POST", "/", form, dict(request.headers))
    answer = CONNECTION.getresponse()
    text = answer.read().decode()
    took = (time.perf_counter() - began) * 1000
    if answer.status != 200:
        sys.exit(f"{action} answered {answer.status}: {text[:500]}")
    return took, text


def first(element, text):
    return re.search(f"<{element}>([^<]*)<", text).group(1)


def report(what, times):
    times = sorted(times)
    middle = statistics.median(times)
    high = times[min(len(times) - 1, int(len(times) * 0.99))]
    print(f"{NAME} {what} n={len(times)} median_ms={middle:.2f} p99_ms={high:.2f}", flush=True)


def repeated(limit_s, most, *arguments):
    """Repeats a call for some seconds; at least once."""
    times, until = [], time.monotonic() + limit_s
    while not times or (len(times) < most and time.monotonic() < until):
        times.append(call(*arguments)[0])
    return times


def main():
    vpc = first("vpcId", call("CreateVpc", "CidrBlock", "10.200.0.0/16")[1])
    subnet = first(
        "subnetId", call("CreateSubnet", "VpcId", vpc, "CidrBlock", "10.200.0.0/16")[1]
    )
    made, ids = [], []
    for _ in range(COUNT):
        took, text = call("CreateNetworkInterface", "SubnetId", subnet)
        made.append(took)
        ids.append(first("networkInterfaceId", text))
    report("CreateNetworkInterface", made)
    report(
        "AssignPrivateIpAddresses",
        [
            call(
                "AssignPrivateIpAddresses",
                "NetworkInterfaceId",
                eni,
                "SecondaryPrivateIpAddressCount",
                "1",
            )[0]
            for eni in ids[:1000]
        ],
    )
    in_subnet = ("Filter.1.Name", "subnet-id", "Filter.1.Value.1", subnet)
    report(
        f"DescribeNetworkInterfaces_{COUNT}",
        repeated(15, 200, "DescribeNetworkInterfaces", *in_subnet),
    )
    report(
        f"DescribeNetworkInterfaces_{COUNT}_page_100",
        repeated(10, 500, "DescribeNetworkInterfaces", *in_subnet, "MaxResults", "100"),
    )
    report(
        "DescribeNetworkInterfaces_one_by_id",
        repeated(10, 1000, "DescribeNetworkInterfaces", "NetworkInterfaceId.1", ids[0]),
    )
    report(
        "DescribeSubnets_filtered",
        repeated(10, 1000, "DescribeSubnets", "Filter.1.Name", "vpc-id", "Filter.1.Value.1", vpc),
    )


main()
