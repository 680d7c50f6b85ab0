package io.eksnet.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.SmallNetwork;
import io.eksnet.aws.TestClient.Said;
import io.eksnet.aws.sts.WebIdentity;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IamWireTest {
  private static final String EC2 =
      """
      {"Version":"2012-10-17","Statement":{"Effect":"Allow",\
      "Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}}""";
  private static final String READ =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:Describe*",\
      "Resource":"*"}]}""";
  private static final String AWS_POLICY =
      "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly";

  private final IamClient client = IamClient.of(new SmallNetwork().ledger, WebIdentity.NONE);

  private Said iam(String action, String... parameters) {
    return client.call("iam", action, parameters);
  }

  private void workers() {
    iam("CreateRole", "RoleName", "workers", "AssumeRolePolicyDocument", EC2, "Path", "/eks/");
  }

  @Test
  void aRoleIsMadeShownChangedAndDeleted() {
    Said made =
        iam(
            "CreateRole",
            "RoleName",
            "workers",
            "AssumeRolePolicyDocument",
            EC2,
            "Tags.member.1.Key",
            "team",
            "Tags.member.1.Value",
            "net");
    assertThat(made.one("Arn")).isEqualTo("arn:aws:iam::111122223333:role/workers");
    assertThat(made.one("RoleId")).matches("AROA[0-9A-Z]{17}");
    assertThat(URLDecoder.decode(made.one("AssumeRolePolicyDocument"), StandardCharsets.UTF_8))
        .isEqualTo(EC2);
    assertThat(made.one("AssumeRolePolicyDocument")).startsWith("%7B%22Version%22%3A%22");

    iam("UpdateRole", "RoleName", "workers", "Description", "all", "MaxSessionDuration", "7200");
    iam("TagRole", "RoleName", "workers", "Tags.member.1.Key", "TEAM", "Tags.member.1.Value", "x");

    Said shown = iam("GetRole", "RoleName", "WORKERS");
    assertThat(shown.one("MaxSessionDuration")).isEqualTo("7200");
    assertThat(shown.one("Description")).isEqualTo("all");
    assertThat(shown.all("Key")).containsExactly("TEAM");
    assertThat(iam("DeleteRole", "RoleName", "workers").status()).isEqualTo(200);
    assertThat(iam("GetRole", "RoleName", "workers").refusal())
        .isEqualTo("NoSuchEntity: The role with name workers cannot be found.");
  }

  @Test
  void aRoleIsHeldByWhatHangsOnIt() {
    workers();
    iam("AttachRolePolicy", "RoleName", "workers", "PolicyArn", AWS_POLICY);
    iam("PutRolePolicy", "RoleName", "workers", "PolicyName", "own", "PolicyDocument", READ);
    iam("CreateInstanceProfile", "InstanceProfileName", "profile");
    iam("AddRoleToInstanceProfile", "InstanceProfileName", "profile", "RoleName", "workers");
    assertThat(iam("GetInstanceProfile", "InstanceProfileName", "profile").one("RoleName"))
        .isEqualTo("workers");

    List<String> refusals = new ArrayList<>();
    refusals.add(iam("DeleteRole", "RoleName", "workers").refusal());
    iam("RemoveRoleFromInstanceProfile", "InstanceProfileName", "profile", "RoleName", "workers");
    refusals.add(iam("DeleteRole", "RoleName", "workers").refusal());
    iam("DetachRolePolicy", "RoleName", "workers", "PolicyArn", AWS_POLICY);
    refusals.add(iam("DeleteRole", "RoleName", "workers").refusal());
    iam("DeleteRolePolicy", "RoleName", "workers", "PolicyName", "own");

    assertThat(refusals)
        .containsExactly(
            "DeleteConflict: Cannot delete entity, must remove roles from instance profile first.",
            "DeleteConflict: Cannot delete entity, must detach all policies first.",
            "DeleteConflict: Cannot delete entity, must delete policies first.");
    assertThat(iam("DeleteRole", "RoleName", "workers").status()).isEqualTo(200);
  }

  @Test
  void aManagedPolicyHasFiveVersionsAndOneInForce() {
    String arn = iam("CreatePolicy", "PolicyName", "read", "PolicyDocument", READ).one("Arn");
    for (int i = 2; i <= 5; i++) {
      iam("CreatePolicyVersion", "PolicyArn", arn, "PolicyDocument", READ);
    }
    assertThat(iam("CreatePolicyVersion", "PolicyArn", arn, "PolicyDocument", READ).refusal())
        .startsWith("LimitExceeded: A managed policy can have up to 5 versions.");
    iam("SetDefaultPolicyVersion", "PolicyArn", arn, "VersionId", "v3");
    assertThat(iam("DeletePolicyVersion", "PolicyArn", arn, "VersionId", "v3").refusal())
        .isEqualTo("DeleteConflict: Cannot delete the default version of a policy.");
    assertThat(iam("DeletePolicy", "PolicyArn", arn).refusal())
        .startsWith("DeleteConflict: This policy has more than one version.");
    iam("DeletePolicyVersion", "PolicyArn", arn, "VersionId", "v1");
    assertThat(iam("ListPolicyVersions", "PolicyArn", arn).all("VersionId"))
        .containsExactly("v5", "v4", "v3", "v2");
    assertThat(iam("GetPolicy", "PolicyArn", arn).one("DefaultVersionId")).isEqualTo("v3");
  }

  @Test
  void awsManagedPoliciesAreThereAndBelongToAws() {
    assertThat(iam("GetPolicy", "PolicyArn", AWS_POLICY).one("IsAttachable")).isEqualTo("true");
    assertThat(iam("GetPolicyVersion", "PolicyArn", AWS_POLICY, "VersionId", "v3").one("Document"))
        .contains("ecr%3AGetAuthorizationToken");
    assertThat(iam("ListPolicies", "Scope", "AWS", "MaxItems", "1000").all("PolicyName"))
        .contains("AmazonEKSClusterPolicy", "AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy")
        .hasSizeGreaterThan(40);
    assertThat(iam("DeletePolicy", "PolicyArn", AWS_POLICY).status()).isEqualTo(403);
    for (var policy : io.eksnet.iam.AwsManagedPolicy.all()) {
      assertThat(AwsDocuments.of(policy).statements()).as(policy.name()).isNotEmpty();
    }
  }

  @Test
  void pagesGoOnAtTheMarker() {
    for (int i = 0; i < 5; i++) {
      iam("CreateRole", "RoleName", "r" + i, "AssumeRolePolicyDocument", EC2, "Path", "/p/");
    }
    Said first = iam("ListRoles", "PathPrefix", "/p/", "MaxItems", "3");
    assertThat(first.one("IsTruncated")).isEqualTo("true");
    Said second = iam("ListRoles", "PathPrefix", "/p/", "Marker", first.one("Marker"));
    assertThat(first.all("RoleName")).containsExactly("r0", "r1", "r2");
    assertThat(second.all("RoleName")).containsExactly("r3", "r4");
    assertThat(second.one("IsTruncated")).isEqualTo("false");
    assertThat(iam("ListRoles", "Marker", "x").refusal())
        .isEqualTo("ValidationError: Invalid Marker.");
    assertThat(client.ofOtherAccount().call("iam", "ListRoles").all("RoleName")).isEmpty();
  }

  @Test
  void anIdentityProviderIsMadeChangedAndDeleted() {
    String arn =
        iam(
                "CreateOpenIDConnectProvider",
                "Url",
                "https://oidc.eks.us-west-2.amazonaws.com/id/A",
                "ClientIDList.member.1",
                "sts.amazonaws.com")
            .one("OpenIDConnectProviderArn");
    iam("AddClientIDToOpenIDConnectProvider", "OpenIDConnectProviderArn", arn, "ClientID", "x");
    Said shown = iam("GetOpenIDConnectProvider", "OpenIDConnectProviderArn", arn);
    assertThat(arn)
        .isEqualTo("arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-west-2.amazonaws.com/id/A");
    assertThat(shown.one("Url")).isEqualTo("oidc.eks.us-west-2.amazonaws.com/id/A");
    assertThat(shown.all("member")).contains("sts.amazonaws.com", "x");
    assertThat(
            iam(
                    "CreateOpenIDConnectProvider",
                    "Url",
                    "https://oidc.eks.us-west-2.amazonaws.com/id/A")
                .refusal())
        .startsWith("EntityAlreadyExists: Provider with url ");
    assertThat(iam("DeleteOpenIDConnectProvider", "OpenIDConnectProviderArn", arn).status())
        .isEqualTo(200);
    assertThat(iam("ListOpenIDConnectProviders").all("Arn")).isEmpty();
  }

  @Test
  void aServiceLinkedRoleIsItsServicesOwn() {
    Said made = iam("CreateServiceLinkedRole", "AWSServiceName", "eks.amazonaws.com");
    assertThat(made.one("Arn"))
        .isEqualTo(
            "arn:aws:iam::111122223333:role/aws-service-role/eks.amazonaws.com"
                + "/AWSServiceRoleForAmazonEKS");
    assertThat(iam("DeleteRole", "RoleName", "AWSServiceRoleForAmazonEKS").refusal())
        .startsWith("UnmodifiableEntity: Cannot perform the operation on the protected role");
    String task =
        iam("DeleteServiceLinkedRole", "RoleName", "AWSServiceRoleForAmazonEKS")
            .one("DeletionTaskId");
    assertThat(iam("GetServiceLinkedRoleDeletionStatus", "DeletionTaskId", task).one("Status"))
        .as("the network's cluster uses it")
        .isEqualTo("FAILED");
    iam("CreateServiceLinkedRole", "AWSServiceName", "spot.amazonaws.com");
    String other =
        iam("DeleteServiceLinkedRole", "RoleName", "AWSServiceRoleForEC2Spot")
            .one("DeletionTaskId");
    assertThat(iam("GetServiceLinkedRoleDeletionStatus", "DeletionTaskId", other).one("Status"))
        .isEqualTo("SUCCEEDED");
  }

  @Test
  void theSimulatorSaysWhatTheRolesPoliciesSay() {
    workers();
    iam("PutRolePolicy", "RoleName", "workers", "PolicyName", "own", "PolicyDocument", READ);
    Said said =
        iam(
            "SimulatePrincipalPolicy",
            "PolicySourceArn",
            "arn:aws:iam::111122223333:role/eks/workers",
            "ActionNames.member.1",
            "ec2:CreateVpc",
            "ActionNames.member.2",
            "ec2:DescribeVpcs");
    assertThat(said.all("EvalDecision")).containsExactly("implicitDeny", "allowed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NoSuchEntity: Policy arn:aws:iam::aws:policy/None does not exist or is not attachable."
            + "|AttachRolePolicy RoleName=workers PolicyArn=arn:aws:iam::aws:policy/None",
        "NoSuchEntity: Policy arn:aws:iam::aws:policy/None was not found."
            + "|DetachRolePolicy RoleName=workers PolicyArn=arn:aws:iam::aws:policy/None",
        "NoSuchEntity: The role policy with name x cannot be found."
            + "|GetRolePolicy RoleName=workers PolicyName=x",
        "NoSuchEntity: The role policy with name x cannot be found."
            + "|DeleteRolePolicy RoleName=workers PolicyName=x",
        "NoSuchEntity: The role with name none cannot be found.|ListRolePolicies RoleName=none",
        "NoSuchEntity: The role with name none cannot be found.|TagRole RoleName=none"
            + " Tags.member.1.Key=a Tags.member.1.Value=b",
        "NoSuchEntity: Instance Profile none cannot be found."
            + "|GetInstanceProfile InstanceProfileName=none",
        "NoSuchEntity: Instance Profile none cannot be found."
            + "|DeleteInstanceProfile InstanceProfileName=none",
        "NoSuchEntity: The role with name workers does not have a permissions boundary."
            + "|DeleteRolePermissionsBoundary RoleName=workers",
        "NoSuchEntity: Policy arn:aws:iam::111122223333:policy/none was not found."
            + "|GetPolicy PolicyArn=arn:aws:iam::111122223333:policy/none",
        "NoSuchEntity: Policy arn:aws:iam::111122223333:policy/none was not found."
            + "|DeletePolicy PolicyArn=arn:aws:iam::111122223333:policy/none",
        "PolicyNotAttachable: Cannot attach a Service Role Policy to a Customer Role."
            + "|AttachRolePolicy RoleName=workers"
            + " PolicyArn=arn:aws:iam::aws:policy/aws-service-role/AmazonEKSServiceRolePolicy",
        "ValidationError: 1 validation error detected: Value null at 'roleName' failed to satisfy"
            + " constraint: Member must not be null|GetRole",
        "ValidationError: Invalid Open ID Connect Provider URL"
            + "|CreateOpenIDConnectProvider Url=http://x",
        "InvalidInput: Service role name prefix does not match any service that eksnet has:"
            + " x.amazonaws.com|CreateServiceLinkedRole AWSServiceName=x.amazonaws.com",
        "InvalidInput: Role workers is not a service linked role.|DeleteServiceLinkedRole"
            + " RoleName=workers",
        "InvalidInput: Duplicate tag keys found. Please note that Tag keys are case insensitive."
            + "|TagRole RoleName=workers Tags.member.1.Key=a Tags.member.1.Value=b"
            + " Tags.member.2.Key=A Tags.member.2.Value=b",
        "InvalidAction: The action CreateUser is not valid for this web service. eksnet does not"
            + " serve iam:CreateUser.|CreateUser UserName=x",
        "NoSuchEntity: OpenIDConnect Provider not found for arn x"
            + "|GetOpenIDConnectProvider OpenIDConnectProviderArn=x"
      })
  void refusalsAreIams(String refusal, String call) {
    workers();
    String[] words = call.split(" ", -1);
    String[] parameters = new String[(words.length - 1) * 2];
    for (int i = 1; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      parameters[2 * i - 2] = words[i].substring(0, equals);
      parameters[2 * i - 1] = words[i].substring(equals + 1);
    }
    assertThat(iam(words[0], parameters).refusal()).isEqualTo(refusal);
  }

  @Test
  void namesAreTakenOnceInAnyCase() {
    workers();
    assertThat(iam("CreateRole", "RoleName", "Workers", "AssumeRolePolicyDocument", EC2).refusal())
        .isEqualTo("EntityAlreadyExists: Role with name Workers already exists.");
    iam("CreatePolicy", "PolicyName", "read", "PolicyDocument", READ);
    assertThat(iam("CreatePolicy", "PolicyName", "read", "PolicyDocument", READ).refusal())
        .isEqualTo(
            "EntityAlreadyExists: A policy called read already exists. Duplicate names are not"
                + " allowed.");
  }

  @Test
  void aPolicyThatIsAttachedCannotBeDeleted() {
    workers();
    String arn = iam("CreatePolicy", "PolicyName", "read", "PolicyDocument", READ).one("Arn");
    iam("AttachRolePolicy", "RoleName", "workers", "PolicyArn", arn);
    assertThat(iam("DeletePolicy", "PolicyArn", arn).refusal())
        .isEqualTo("DeleteConflict: Cannot delete a policy attached to entities.");
    assertThat(iam("ListEntitiesForPolicy", "PolicyArn", arn).all("RoleName"))
        .containsExactly("workers");
    assertThat(iam("ListAttachedRolePolicies", "RoleName", "workers").all("PolicyName"))
        .containsExactly("read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "Syntax errors in policy.|{",
        "Syntax errors in policy.|{\"Version\":\"2012-10-17\"}",
        "Syntax errors in policy.|{\"Statement\":{\"Effect\":\"Maybe\",\"Action\":\"ec2:*\","
            + "\"Resource\":\"*\"}}",
        "Syntax errors in policy.|{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"ec2:*\","
            + "\"NotAction\":\"ec2:*\",\"Resource\":\"*\"}}",
        "The policy must contain a valid version string|{\"Version\":\"2020-01-01\",\"Statement\":"
            + "{\"Effect\":\"Allow\",\"Action\":\"ec2:*\",\"Resource\":\"*\"}}",
        "Policy statement must contain resources.|{\"Statement\":{\"Effect\":\"Allow\",\"Action\":"
            + "\"ec2:*\"}}",
        "Policy statement must contain actions.|{\"Statement\":{\"Effect\":\"Allow\",\"Resource\":"
            + "\"*\"}}",
        "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.|{\"Statement\":"
            + "{\"Effect\":\"Allow\",\"Action\":\"Describe\",\"Resource\":\"*\"}}",
        "Resource x must be in ARN format or \"*\".|{\"Statement\":{\"Effect\":\"Allow\","
            + "\"Action\":\"ec2:*\",\"Resource\":\"x\"}}",
        "Policy document should not specify a principal.|{\"Statement\":{\"Effect\":\"Allow\","
            + "\"Principal\":\"*\",\"Action\":\"ec2:*\",\"Resource\":\"*\"}}",
        "Statement IDs (SID) in a single policy must be unique.|{\"Statement\":[{\"Sid\":\"a\","
            + "\"Effect\":\"Allow\",\"Action\":\"ec2:*\",\"Resource\":\"*\"},{\"Sid\":\"a\","
            + "\"Effect\":\"Allow\",\"Action\":\"ec2:*\",\"Resource\":\"*\"}]}",
        "Invalid Condition type : StringSomehow|{\"Statement\":{\"Effect\":\"Allow\",\"Action\":"
            + "\"ec2:*\",\"Resource\":\"*\",\"Condition\":{\"StringSomehow\":{\"aws:TagKeys\":"
            + "\"a\"}}}}",
        "eksnet does not judge by the condition key s3:prefix, so the policy would not mean here"
            + " what it means on AWS. Nothing was changed.|{\"Statement\":{\"Effect\":\"Allow\","
            + "\"Action\":\"ec2:*\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":"
            + "{\"s3:prefix\":\"a\"}}}}"
      })
  void aPolicyThatIsNoneIsRefused(String message, String document) {
    assertThat(iam("CreatePolicy", "PolicyName", "p", "PolicyDocument", document).refusal())
        .isEqualTo("MalformedPolicyDocument: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "This policy contains invalid Json|{",
        "Has prohibited field Resource|{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\","
            + "\"Action\":\"sts:AssumeRole\",\"Resource\":\"*\"}}",
        "Missing required field Principal|{\"Statement\":{\"Effect\":\"Allow\",\"Action\":"
            + "\"sts:AssumeRole\"}}",
        "AssumeRole policy may only specify STS AssumeRole actions.|{\"Statement\":{\"Effect\":"
            + "\"Allow\",\"Principal\":\"*\",\"Action\":\"ec2:RunInstances\"}}",
        "Invalid principal in policy: \"AWS\":\"arn:aws:iam::111122223333:role/none\"|"
            + "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
            + "\"arn:aws:iam::111122223333:role/none\"},\"Action\":\"sts:AssumeRole\"}}"
      })
  void aTrustPolicyThatIsNoneIsRefused(String message, String document) {
    assertThat(iam("CreateRole", "RoleName", "r", "AssumeRolePolicyDocument", document).refusal())
        .isEqualTo("MalformedPolicyDocument: " + message);
  }

  @Test
  void quotasAreIams() {
    workers();
    String longOne = READ.replace("ec2:Describe*", "ec2:Describe" + "x".repeat(6200));
    assertThat(iam("CreatePolicy", "PolicyName", "p", "PolicyDocument", longOne).refusal())
        .isEqualTo("LimitExceeded: Cannot exceed quota for PolicySize: 6144");
    for (int i = 0; i < 10; i++) {
      String arn = iam("CreatePolicy", "PolicyName", "p" + i, "PolicyDocument", READ).one("Arn");
      iam("AttachRolePolicy", "RoleName", "workers", "PolicyArn", arn);
    }
    assertThat(iam("AttachRolePolicy", "RoleName", "workers", "PolicyArn", AWS_POLICY).refusal())
        .isEqualTo("LimitExceeded: Cannot exceed quota for PoliciesPerRole: 10");
  }
}
