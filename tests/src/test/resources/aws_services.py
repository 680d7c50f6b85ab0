"""A day with boto's clients on a network without a cluster: roles, a cluster, nodes, add-ons,
identities, load balancers, and everything taken away again. Each part is a promise; one that is not
kept ends the day with what was seen.

    python3 aws_services.py       with AWS_ENDPOINT_URL, AWS_REGION, keys, and kubectl on the PATH
"""

import json
import os
import subprocess
import time

import botocore.exceptions
import botocore.session

SESSION = botocore.session.get_session()
KUBECONFIG = os.path.join(os.environ["HOME"], "demo.kubeconfig")
LATEST = "2012-10-17"


def client(service, keys=None):
    return SESSION.create_client(service, region_name=os.environ["AWS_REGION"], **(keys or {}))


ec2, iam, sts, eks = (client(it) for it in ("ec2", "iam", "sts", "eks"))
elb, acm, classic = (client(it) for it in ("elbv2", "acm", "elb"))
ACCOUNT = sts.get_caller_identity()["Account"]
ROLE = f"arn:aws:iam::{ACCOUNT}:role/"


def refused(code, call, words=""):
    """Holds that a call is refused with a code and words."""
    try:
        seen = call()
    except botocore.exceptions.ClientError as error:
        seen = error.response["Error"]
        assert seen["Code"] == code and words in seen["Message"], (seen, code, words)
    else:
        raise AssertionError(f"not refused with {code}: {seen}")


def until(condition, limit_s=60):
    """Waits for a value that counts as true."""
    end = time.monotonic() + limit_s
    while not (value := condition()):
        assert time.monotonic() < end, f"not within {limit_s} s"
        time.sleep(0.1)
    return value


def gone(call):
    try:
        call()
    except botocore.exceptions.ClientError as error:
        return error.response["Error"]["Code"] == "ResourceNotFoundException"
    return False


def kubectl(*arguments, keys=None):
    environment = {**os.environ, "KUBECONFIG": KUBECONFIG}
    for name, value in (keys or {}).items():
        environment[name.upper()] = value
    return subprocess.run(
        ["kubectl", *arguments], env=environment, capture_output=True, text=True, check=False
    )


def policy(*statements):
    return json.dumps({"Version": LATEST, "Statement": list(statements)})


def allow(actions, resources="*", **more):
    return {"Effect": "Allow", "Action": actions, "Resource": resources, **more}


def trust(principal, actions="sts:AssumeRole", **more):
    return {"Effect": "Allow", "Principal": principal, "Action": actions, **more}


def service_role(name, service, *managed):
    iam.create_role(RoleName=name, AssumeRolePolicyDocument=policy(trust({"Service": service})))
    for each in managed:
        iam.attach_role_policy(RoleName=name, PolicyArn="arn:aws:iam::aws:policy/" + each)


def roles_are_kept_as_iam_keeps_them():
    service_role("cluster", "eks.amazonaws.com", "AmazonEKSClusterPolicy")
    service_role("node", "ec2.amazonaws.com", "AmazonEKSWorkerNodePolicy")
    iam.create_role(
        RoleName="dev",
        AssumeRolePolicyDocument=policy(
            trust({"AWS": ACCOUNT}),
            trust({"Service": "pods.eks.amazonaws.com"}, ["sts:AssumeRole", "sts:TagSession"]),
        ),
    )
    role = iam.get_role(RoleName="cluster")["Role"]
    assert role["Arn"] == ROLE + "cluster" and role["RoleId"].startswith("AROA"), role
    refused(
        "EntityAlreadyExists",
        lambda: service_role("cluster", "x.amazonaws.com"),
        "Role with name cluster already exists.",
    )
    refused("NoSuchEntity", lambda: iam.get_role(RoleName="gone"), "cannot be found")
    refused("DeleteConflict", lambda: iam.delete_role(RoleName="cluster"))
    refused(
        "MalformedPolicyDocument",
        lambda: iam.put_role_policy(
            RoleName="dev",
            PolicyName="unknown-key",
            PolicyDocument=policy(allow("*", Condition={"StringEquals": {"s3:prefix": "x"}})),
        ),
        "s3:prefix",
    )


def session():
    made = sts.assume_role(RoleArn=ROLE + "dev", RoleSessionName="me")["Credentials"]
    return {
        "aws_access_key_id": made["AccessKeyId"],
        "aws_secret_access_key": made["SecretAccessKey"],
        "aws_session_token": made["SessionToken"],
    }


def a_session_may_do_what_its_policies_say():
    keys = session()
    arn = client("sts", keys).get_caller_identity()["Arn"]
    assert arn == f"arn:aws:sts::{ACCOUNT}:assumed-role/dev/me", arn
    for code, service, call, action in (
        ("UnauthorizedOperation", "ec2", "describe_vpcs", "ec2:DescribeVpcs"),
        ("AccessDeniedException", "eks", "list_clusters", "eks:ListClusters"),
        ("AccessDenied", "elbv2", "describe_load_balancers", "elasticloadbalancing:"),
        ("AccessDenied", "iam", "list_roles", "iam:ListRoles"),
        ("AccessDeniedException", "acm", "list_certificates", "acm:ListCertificates"),
    ):
        refused(
            code, getattr(client(service, keys), call), "is not authorized to perform: " + action
        )
    on_create = {"StringEquals": {"ec2:CreateAction": "CreateVpc"}}
    iam.put_role_policy(
        RoleName="dev",
        PolicyName="network",
        PolicyDocument=policy(
            allow(["ec2:Describe*", "ec2:CreateVpc"]), allow("ec2:CreateTags", Condition=on_create)
        ),
    )
    mine = client("ec2", keys)
    assert mine.describe_vpcs()["Vpcs"]
    tags = [{"ResourceType": "vpc", "Tags": [{"Key": "a", "Value": "b"}]}]
    refused(
        "DryRunOperation",
        lambda: mine.create_vpc(CidrBlock="10.9.0.0/16", DryRun=True, TagSpecifications=tags),
    )
    iam.put_role_policy(
        RoleName="dev",
        PolicyName="never",
        PolicyDocument=policy({**allow("ec2:DescribeVpcs"), "Effect": "Deny"}),
    )
    refused("UnauthorizedOperation", mine.describe_vpcs, "explicit deny")
    refused(
        "AccessDenied",
        lambda: sts.assume_role(RoleArn=ROLE + "cluster", RoleSessionName="me"),
        "sts:AssumeRole",
    )


def network():
    vpc = next(it["VpcId"] for it in ec2.describe_vpcs()["Vpcs"] if not it["IsDefault"])
    subnets = ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["Subnets"]
    public = [it["SubnetId"] for it in subnets if it["MapPublicIpOnLaunch"]]
    private = [it["SubnetId"] for it in subnets if not it["MapPublicIpOnLaunch"]]
    free = {it["SubnetId"]: it["AvailableIpAddressCount"] for it in subnets}
    return vpc, public, private, free


VPC, PUBLIC, PRIVATE, FREE = network()


def create_cluster(**other):
    wanted = {
        "name": "demo",
        "version": "1.33",
        "roleArn": ROLE + "cluster",
        "resourcesVpcConfig": {"subnetIds": PRIVATE},
        "accessConfig": {"authenticationMode": "API_AND_CONFIG_MAP"},
    }
    return eks.create_cluster(**{**wanted, **other})["cluster"]


def updated(update, **more):
    """The update when it is over."""

    def over():
        now = eks.describe_update(name="demo", updateId=update["id"], **more)["update"]
        return now if now["status"] != "InProgress" else None

    done = until(over)
    assert done["status"] == "Successful", done
    return done


def a_cluster_comes_up_and_is_updated():
    wrong = "InvalidParameterException"
    one_zone = {"subnetIds": PRIVATE[:1]}
    refused(wrong, lambda: create_cluster(resourcesVpcConfig=one_zone), "two different AZs")
    refused(wrong, lambda: create_cluster(version="9.9"), "unsupported Kubernetes version")
    refused(wrong, lambda: create_cluster(roleArn=ROLE + "gone"))
    refused(wrong, lambda: create_cluster(roleArn=ROLE + "node"))
    inside = {"serviceIpv4Cidr": "10.0.0.0/16"}
    refused(wrong, lambda: create_cluster(kubernetesNetworkConfig=inside))
    assert create_cluster()["status"] == "CREATING"
    until(lambda: eks.describe_cluster(name="demo")["cluster"]["status"] == "ACTIVE")
    own = [{"Name": "description", "Values": ["Amazon EKS demo"]}]
    interfaces = ec2.describe_network_interfaces(Filters=own)["NetworkInterfaces"]
    assert len({it["AvailabilityZone"] for it in interfaces}) == 2, interfaces
    refused("ResourceInUseException", create_cluster, "already exists")
    refused("ResourceLimitExceededException", lambda: create_cluster(name="other"))
    refused(wrong, lambda: eks.update_cluster_version(name="demo", version="1.35"))
    updated(eks.update_cluster_version(name="demo", version="1.34")["update"])
    access = {"endpointPublicAccess": True, "publicAccessCidrs": ["203.0.113.0/24"]}
    change = {"name": "demo", "resourcesVpcConfig": access}
    updated(eks.update_cluster_config(**change)["update"])
    refused(wrong, lambda: eks.update_cluster_config(**change), "already at the desired")
    subprocess.run(
        ["aws", "eks", "update-kubeconfig", "--name", "demo", "--kubeconfig", KUBECONFIG],
        check=True,
        capture_output=True,
    )
    assert "eks" in kubectl("version").stdout


def create_nodegroup(**other):
    wanted = {
        "clusterName": "demo",
        "nodegroupName": "workers",
        "subnets": PRIVATE,
        "nodeRole": ROLE + "node",
        "scalingConfig": {"minSize": 1, "maxSize": 9, "desiredSize": 3},
        "instanceTypes": ["m5.large"],
        "labels": {"old": "yes"},
    }
    return eks.create_nodegroup(**{**wanted, **other})


def nodegroup():
    return eks.describe_nodegroup(clusterName="demo", nodegroupName="workers")["nodegroup"]


def node_groups_make_nodes_and_change_them():
    wrong = "InvalidParameterException"
    sizes = {"minSize": 3, "maxSize": 1, "desiredSize": 3}
    refused(wrong, lambda: create_nodegroup(scalingConfig=sizes))
    refused(wrong, lambda: create_nodegroup(instanceTypes=["m5.lage"]))
    refused(wrong, lambda: create_nodegroup(amiType="AL2023_ARM_64_STANDARD"))
    refused(wrong, lambda: create_nodegroup(nodeRole=ROLE + "cluster"))
    create_nodegroup()
    until(lambda: nodegroup()["status"] == "ACTIVE")
    refused("ResourceInUseException", create_nodegroup, "NodeGroup already exists with name workers")
    change = eks.update_nodegroup_config(
        clusterName="demo",
        nodegroupName="workers",
        scalingConfig={"desiredSize": 5},
        labels={"addOrUpdateLabels": {"new": "yes"}, "removeLabels": ["old"]},
    )
    updated(change["update"], nodegroupName="workers")
    until(lambda: len(kubectl("get", "nodes", "-l", "new=yes", "-o", "name").stdout.split()) == 5)
    assert kubectl("get", "nodes", "-l", "old", "-o", "name").stdout == ""


def addon(name):
    return eks.describe_addon(clusterName="demo", addonName=name)["addon"]


def add_ons_are_checked_installed_and_rolled():
    def create(**other):
        return eks.create_addon(**{"clusterName": "demo", "addonName": "vpc-cni", **other})

    wrong = "InvalidParameterException"
    refused(wrong, lambda: create(addonVersion="v0.0.1"), "Addon version specified is not supported")
    refused(wrong, lambda: create(addonVersion="latest"))
    refused(wrong, lambda: create(configurationValues='{"env":{"NOPE":"1"}}'), "$.env.NOPE")
    refused(wrong, lambda: create(configurationValues='{"env":'))
    for name in ("vpc-cni", "coredns", "kube-proxy"):
        create(addonName=name, resolveConflicts="OVERWRITE")
        until(lambda: addon(name)["status"] == "ACTIVE")
    change = eks.update_addon(
        clusterName="demo",
        addonName="vpc-cni",
        configurationValues='{"env":{"WARM_IP_TARGET":"3"}}',
    )
    assert updated(change["update"], addonName="vpc-cni")["type"] == "AddonUpdate"
    assert "WARM_IP_TARGET" in kubectl("get", "ds", "-n", "kube-system", "aws-node", "-o", "yaml").stdout


def the_cluster_lets_in_whom_its_entries_name():
    entries = eks.list_access_entries(clusterName="demo")["accessEntries"]
    assert ROLE + "node" in entries, entries
    keys = session()
    assert kubectl("get", "nodes", keys=keys).returncode != 0
    eks.create_access_entry(clusterName="demo", principalArn=ROLE + "dev")
    eks.associate_access_policy(
        clusterName="demo",
        principalArn=ROLE + "dev",
        policyArn="arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
        accessScope={"type": "cluster"},
    )
    assert kubectl("get", "nodes", keys=keys).returncode == 0
    association = eks.create_pod_identity_association(
        clusterName="demo", namespace="default", serviceAccount="sa", roleArn=ROLE + "dev"
    )["association"]
    assert association["associationId"].startswith("a-"), association


def a_service_account_becomes_a_role_by_its_token():
    issuer = eks.describe_cluster(name="demo")["cluster"]["identity"]["oidc"]["issuer"]
    provider = iam.create_open_id_connect_provider(Url=issuer, ClientIDList=["sts.amazonaws.com"])
    host = issuer.removeprefix("https://")
    claims = {
        host + ":sub": "system:serviceaccount:default:default",
        host + ":aud": "sts.amazonaws.com",
    }
    federated = trust(
        {"Federated": provider["OpenIDConnectProviderArn"]},
        "sts:AssumeRoleWithWebIdentity",
        Condition={"StringEquals": claims},
    )
    iam.create_role(RoleName="pods", AssumeRolePolicyDocument=policy(federated))

    def assume(namespace, audience):
        token = kubectl("create", "token", "default", "-n", namespace, "--audience", audience)
        return sts.assume_role_with_web_identity(
            RoleArn=ROLE + "pods", RoleSessionName="pod", WebIdentityToken=token.stdout.strip()
        )

    assert assume("default", "sts.amazonaws.com")["Credentials"]["AccessKeyId"].startswith("ASIA")
    refused("AccessDenied", lambda: assume("kube-system", "sts.amazonaws.com"), "Not authorized")
    refused("InvalidIdentityToken", lambda: assume("default", "somebody-else"))


def health(group):
    found = elb.describe_target_health(TargetGroupArn=group)["TargetHealthDescriptions"]
    return [it["TargetHealth"]["State"] for it in found]


def forward(group):
    return [{"Type": "forward", "TargetGroupArn": group}]


def load_balancers_know_how_their_targets_are():
    balancer = elb.create_load_balancer(Name="web", Subnets=PUBLIC)["LoadBalancers"][0]
    arn = balancer["LoadBalancerArn"]
    refused("ValidationError", lambda: elb.create_load_balancer(Name="one", Subnets=PUBLIC[:1]))
    group = elb.create_target_group(
        Name="web",
        Protocol="HTTP",
        Port=8080,
        TargetType="ip",
        VpcId=VPC,
        HealthCheckIntervalSeconds=5,
        HealthCheckTimeoutSeconds=2,
    )["TargetGroups"][0]["TargetGroupArn"]
    kubectl("create", "deployment", "web", "--image", "nginx", "--replicas", "4", "--port", "8080")
    kubectl("rollout", "status", "deployment/web", "--timeout", "60s")
    addresses = "-o=jsonpath={.items[*].status.podIP}"
    pods = kubectl("get", "pods", "-l", "app=web", addresses).stdout.split()
    elb.register_targets(TargetGroupArn=group, Targets=[{"Id": it} for it in pods])
    assert health(group) == ["unused"] * 4, health(group)
    stranger = [{"Id": "8.8.8.8"}]
    refused(
        "InvalidTarget", lambda: elb.register_targets(TargetGroupArn=group, Targets=stranger)
    )
    http = {"LoadBalancerArn": arn, "Protocol": "HTTP", "Port": 80}
    listener = elb.create_listener(**http, DefaultActions=forward(group))["Listeners"][0]
    until(lambda: health(group) == ["healthy"] * 4)
    not_found = [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}]
    refused("DuplicateListener", lambda: elb.create_listener(**http, DefaultActions=not_found))
    refused("ResourceInUse", lambda: elb.delete_target_group(TargetGroupArn=group))
    rule = {
        "ListenerArn": listener["ListenerArn"],
        "Priority": 5,
        "Conditions": [{"Field": "path-pattern", "Values": ["/a/*"]}],
        "Actions": forward(group),
    }
    elb.create_rule(**rule)
    refused("PriorityInUse", lambda: elb.create_rule(**rule))
    shown = elb.describe_rules(ListenerArn=listener["ListenerArn"])["Rules"]
    assert [it["Priority"] for it in shown] == ["5", "default"], shown
    kubectl("delete", "deployment", "web")
    until(lambda: health(group) == ["unhealthy"] * 4)
    certificates(arn, group)
    elb.delete_load_balancer(LoadBalancerArn=arn)
    elb.delete_target_group(TargetGroupArn=group)


def certificates(balancer, group):
    """A certificate that a listener presents cannot be deleted, until the listener is gone."""
    arn = acm.request_certificate(DomainName="shop.example.com", ValidationMethod="DNS")[
        "CertificateArn"
    ]
    until(lambda: acm.describe_certificate(CertificateArn=arn)["Certificate"]["Status"] == "ISSUED")
    listener = elb.create_listener(
        LoadBalancerArn=balancer,
        Protocol="HTTPS",
        Port=443,
        Certificates=[{"CertificateArn": arn}],
        DefaultActions=forward(group),
    )["Listeners"][0]["ListenerArn"]
    assert acm.describe_certificate(CertificateArn=arn)["Certificate"]["InUseBy"] == [balancer]
    refused("ResourceInUseException", lambda: acm.delete_certificate(CertificateArn=arn))
    elb.delete_listener(ListenerArn=listener)
    acm.delete_certificate(CertificateArn=arn)


def classic_load_balancers_come_and_go():
    made = classic.create_load_balancer(
        LoadBalancerName="old",
        Listeners=[{"Protocol": "TCP", "LoadBalancerPort": 80, "InstancePort": 30080}],
        Subnets=PUBLIC,
    )
    assert made["DNSName"].startswith("old-"), made
    refused(
        "LoadBalancerNotFound", lambda: classic.describe_load_balancers(LoadBalancerNames=["x"])
    )
    classic.delete_load_balancer(LoadBalancerName="old")


def everything_goes_and_nothing_is_left():
    in_use = "Cluster has nodegroups attached"
    refused("ResourceInUseException", lambda: eks.delete_cluster(name="demo"), in_use)
    eks.delete_nodegroup(clusterName="demo", nodegroupName="workers")
    until(lambda: gone(nodegroup))
    eks.delete_cluster(name="demo")
    until(lambda: gone(lambda: eks.describe_cluster(name="demo")))
    until(lambda: network()[3] == FREE)
    groups = ec2.describe_security_groups()["SecurityGroups"]
    assert not [it for it in groups if it["GroupName"].startswith("eks-")], groups
    create_cluster(name="second")
    until(lambda: eks.describe_cluster(name="second")["cluster"]["status"] == "ACTIVE")


for promise in (
    roles_are_kept_as_iam_keeps_them,
    a_session_may_do_what_its_policies_say,
    a_cluster_comes_up_and_is_updated,
    node_groups_make_nodes_and_change_them,
    add_ons_are_checked_installed_and_rolled,
    the_cluster_lets_in_whom_its_entries_name,
    a_service_account_becomes_a_role_by_its_token,
    load_balancers_know_how_their_targets_are,
    classic_load_balancers_come_and_go,
    everything_goes_and_nothing_is_left,
):
    promise()
    print("kept:", promise.__name__, flush=True)
