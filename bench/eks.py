"""Times what EKS and ELB do by themselves, asked as every client asks.

    python3 bench/eks.py        with AWS_ENDPOINT_URL, AWS_REGION, keys and KUBECONFIG in the environment

A node group from 0 to 200 nodes, until kubectl sees all of them Ready; then 1,000 pods' addresses
registered in a target group behind an Application Load Balancer, until all are healthy. The health
check takes a target in with its first success, so "beyond the thresholds" is all that is measured.
Prints one figure per line.
"""

import json
import os
import subprocess
import sys
import time

import botocore.session

NODES, TARGETS = 200, 1000
SESSION = botocore.session.get_session()
REGION = os.environ["AWS_REGION"]


def client(name):
    return SESSION.create_client(name, region_name=REGION)


def kubectl(*arguments, stdin=None):
    return subprocess.run(
        ["kubectl", *arguments], input=stdin, capture_output=True, text=True, check=True
    ).stdout


def until(what, limit_s, done):
    """Waits for something; seconds since it was called."""
    began = time.monotonic()
    while not done():
        if time.monotonic() - began > limit_s:
            sys.exit(f"{what}: not after {limit_s} s")
        time.sleep(0.02)
    return time.monotonic() - began


def role():
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "ec2.amazonaws.com"},
                "Action": "sts:AssumeRole",
            }
        ],
    }
    return client("iam").create_role(
        RoleName="bench-node", AssumeRolePolicyDocument=json.dumps(trust)
    )["Role"]["Arn"]


def ready_nodes():
    nodes = json.loads(kubectl("get", "nodes", "-l", "eks.amazonaws.com/nodegroup=bench", "-o", "json"))
    return sum(
        condition["status"] == "True"
        for node in nodes["items"]
        for condition in node["status"].get("conditions", [])
        if condition["type"] == "Ready"
    )


def node_group():
    eks = client("eks")
    cluster = eks.describe_cluster(name="bench")["cluster"]
    subnets = cluster["resourcesVpcConfig"]["subnetIds"]
    private = [
        it["SubnetId"]
        for it in client("ec2").describe_subnets(SubnetIds=subnets)["Subnets"]
        if not it["MapPublicIpOnLaunch"]
    ]
    eks.create_nodegroup(
        clusterName="bench",
        nodegroupName="bench",
        subnets=private,
        nodeRole=role(),
        instanceTypes=["m5.large"],
        scalingConfig={"minSize": 0, "maxSize": NODES, "desiredSize": 0},
    )
    until("the empty group", 60, lambda: status(eks) == "ACTIVE")
    began = time.monotonic()
    eks.update_nodegroup_config(
        clusterName="bench", nodegroupName="bench", scalingConfig={"desiredSize": NODES}
    )
    until("the nodes", 120, lambda: ready_nodes() == NODES)
    print(f"nodes_{NODES}_ready_ms {(time.monotonic() - began) * 1000:.0f}", flush=True)


def status(eks):
    group = eks.describe_nodegroup(clusterName="bench", nodegroupName="bench")["nodegroup"]
    return group["status"]


def deployment():
    labels = {"app": "targets"}
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": "targets"},
        "spec": {
            "replicas": TARGETS,
            "selector": {"matchLabels": labels},
            "template": {
                "metadata": {"labels": labels},
                "spec": {
                    "containers": [
                        {"name": "web", "image": "nginx", "ports": [{"containerPort": 8080}]}
                    ]
                },
            },
        },
    }


def pod_addresses():
    kubectl("apply", "-f", "-", stdin=json.dumps(deployment()))
    kubectl("rollout", "status", "deployment/targets", "--timeout=120s")
    pods = json.loads(kubectl("get", "pods", "-l", "app=targets", "-o", "json"))
    return [pod["status"]["podIP"] for pod in pods["items"]]


def target_group():
    addresses = pod_addresses()
    cluster = client("eks").describe_cluster(name="bench")["cluster"]["resourcesVpcConfig"]
    elb = client("elbv2")
    balancer = elb.create_load_balancer(
        Name="bench", Subnets=zones_of(cluster["subnetIds"]), Scheme="internal"
    )["LoadBalancers"][0]["LoadBalancerArn"]
    group = elb.create_target_group(
        Name="bench",
        Protocol="HTTP",
        Port=8080,
        TargetType="ip",
        VpcId=cluster["vpcId"],
        HealthCheckIntervalSeconds=5,
        HealthCheckTimeoutSeconds=2,
    )["TargetGroups"][0]["TargetGroupArn"]
    elb.create_listener(
        LoadBalancerArn=balancer,
        Protocol="HTTP",
        Port=80,
        DefaultActions=[{"Type": "forward", "TargetGroupArn": group}],
    )

    def healthy():
        found = elb.describe_target_health(TargetGroupArn=group)["TargetHealthDescriptions"]
        return sum(it["TargetHealth"]["State"] == "healthy" for it in found)

    began = time.monotonic()
    for start in range(0, TARGETS, 100):
        elb.register_targets(
            TargetGroupArn=group,
            Targets=[{"Id": address} for address in addresses[start : start + 100]],
        )
    registered = time.monotonic() - began
    until("the targets", 60, lambda: healthy() == TARGETS)
    print(f"targets_{TARGETS}_registered_ms {registered * 1000:.0f}")
    print(f"targets_{TARGETS}_healthy_ms {(time.monotonic() - began) * 1000:.0f}", flush=True)


def zones_of(subnets):
    """One private subnet in each zone."""
    found = client("ec2").describe_subnets(SubnetIds=subnets)["Subnets"]
    return list(
        {it["AvailabilityZone"]: it["SubnetId"] for it in found if not it["MapPublicIpOnLaunch"]}.values()
    )


node_group()
target_group()
