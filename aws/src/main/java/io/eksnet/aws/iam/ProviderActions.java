package io.eksnet.aws.iam;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.codec.Served;
import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.iam.AddClientIdToOpenIdConnectProvider;
import io.eksnet.iam.CreateOpenIdConnectProvider;
import io.eksnet.iam.DeleteOpenIdConnectProvider;
import io.eksnet.iam.OidcProvider;
import io.eksnet.iam.RemoveClientIdFromOpenIdConnectProvider;
import io.eksnet.iam.TagOpenIdConnectProvider;
import io.eksnet.iam.UntagOpenIdConnectProvider;
import io.eksnet.iam.UpdateOpenIdConnectProviderThumbprint;
import software.amazon.awssdk.services.iam.model.AddClientIdToOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.AddClientIdToOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.CreateOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.CreateOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.DeleteOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.DeleteOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProviderTagsRequest;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProviderTagsResponse;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProvidersRequest;
import software.amazon.awssdk.services.iam.model.ListOpenIdConnectProvidersResponse;
import software.amazon.awssdk.services.iam.model.OpenIDConnectProviderListEntry;
import software.amazon.awssdk.services.iam.model.RemoveClientIdFromOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.RemoveClientIdFromOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.TagOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.UntagOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.UntagOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.UpdateOpenIdConnectProviderThumbprintRequest;
import software.amazon.awssdk.services.iam.model.UpdateOpenIdConnectProviderThumbprintResponse;

/** Identity providers (OpenID Connect). */
final class ProviderActions {

  private ProviderActions() {}

  static void register(IamRegistry on) {
    on.on(
        "CreateOpenIDConnectProvider",
        CreateOpenIdConnectProviderRequest::builder,
        served("Url!", "ClientIDList", "ThumbprintList", "Tags"),
        (q, call) ->
            Asked.tags(call, q.tags())
                .then(
                    tags ->
                        call.execute(
                            new CreateOpenIdConnectProvider(
                                Asked.account(call),
                                q.url(),
                                q.clientIDList(),
                                q.thumbprintList(),
                                tags)))
                .map(
                    it ->
                        CreateOpenIdConnectProviderResponse.builder()
                            .openIDConnectProviderArn(it.arn())
                            .tags(Asked.tags(it.tags()))
                            .build()));
    on.on(
        "GetOpenIDConnectProvider",
        GetOpenIdConnectProviderRequest::builder,
        served("OpenIDConnectProviderArn!"),
        (q, call) ->
            found(call, q.openIDConnectProviderArn())
                .map(
                    it ->
                        GetOpenIdConnectProviderResponse.builder()
                            .url(it.url())
                            .clientIDList(it.clientIds())
                            .thumbprintList(it.thumbprints())
                            .createDate(it.createdAt())
                            .tags(Asked.tags(it.tags()))
                            .build()));
    on.on(
        "ListOpenIDConnectProviders",
        ListOpenIdConnectProvidersRequest::builder,
        Served.nothing(),
        (q, call) ->
            Reply.answer(
                ListOpenIdConnectProvidersResponse.builder()
                    .openIDConnectProviderList(
                        call
                            .world()
                            .table(OidcProvider.KIND)
                            .by(OidcProvider.BY_ACCOUNT, Asked.account(call))
                            .stream()
                            .map(
                                it ->
                                    OpenIDConnectProviderListEntry.builder().arn(it.arn()).build())
                            .toList())
                    .build()));
    on.on(
        "DeleteOpenIDConnectProvider",
        DeleteOpenIdConnectProviderRequest::builder,
        served("OpenIDConnectProviderArn!"),
        (q, call) ->
            call.execute(
                    new DeleteOpenIdConnectProvider(
                        Asked.account(call), q.openIDConnectProviderArn()))
                .map(_ -> DeleteOpenIdConnectProviderResponse.builder().build()));
    on.on(
        "AddClientIDToOpenIDConnectProvider",
        AddClientIdToOpenIdConnectProviderRequest::builder,
        served("OpenIDConnectProviderArn!", "ClientID!"),
        (q, call) ->
            call.execute(
                    new AddClientIdToOpenIdConnectProvider(
                        Asked.account(call), q.openIDConnectProviderArn(), q.clientID()))
                .map(_ -> AddClientIdToOpenIdConnectProviderResponse.builder().build()));
    on.on(
        "RemoveClientIDFromOpenIDConnectProvider",
        RemoveClientIdFromOpenIdConnectProviderRequest::builder,
        served("OpenIDConnectProviderArn!", "ClientID!"),
        (q, call) ->
            call.execute(
                    new RemoveClientIdFromOpenIdConnectProvider(
                        Asked.account(call), q.openIDConnectProviderArn(), q.clientID()))
                .map(_ -> RemoveClientIdFromOpenIdConnectProviderResponse.builder().build()));
    on.on(
        "UpdateOpenIDConnectProviderThumbprint",
        UpdateOpenIdConnectProviderThumbprintRequest::builder,
        served("OpenIDConnectProviderArn!", "ThumbprintList!"),
        (q, call) ->
            call.execute(
                    new UpdateOpenIdConnectProviderThumbprint(
                        Asked.account(call), q.openIDConnectProviderArn(), q.thumbprintList()))
                .map(_ -> UpdateOpenIdConnectProviderThumbprintResponse.builder().build()));
    on.on(
        "TagOpenIDConnectProvider",
        TagOpenIdConnectProviderRequest::builder,
        served("OpenIDConnectProviderArn!", "Tags!"),
        (q, call) ->
            Asked.tags(call, q.tags())
                .then(
                    tags ->
                        call.execute(
                            new TagOpenIdConnectProvider(
                                Asked.account(call), q.openIDConnectProviderArn(), tags)))
                .map(_ -> TagOpenIdConnectProviderResponse.builder().build()));
    on.on(
        "UntagOpenIDConnectProvider",
        UntagOpenIdConnectProviderRequest::builder,
        served("OpenIDConnectProviderArn!", "TagKeys!"),
        (q, call) ->
            call.execute(
                    new UntagOpenIdConnectProvider(
                        Asked.account(call), q.openIDConnectProviderArn(), q.tagKeys()))
                .map(_ -> UntagOpenIdConnectProviderResponse.builder().build()));
    on.on(
        "ListOpenIDConnectProviderTags",
        ListOpenIdConnectProviderTagsRequest::builder,
        served("OpenIDConnectProviderArn!", "Marker", "MaxItems"),
        (q, call) ->
            found(call, q.openIDConnectProviderArn())
                .then(it -> IamPage.cut(q, Asked.tags(it.tags()).stream(), Tag::key))
                .map(
                    page ->
                        ListOpenIdConnectProviderTagsResponse.builder()
                            .tags(page.items())
                            .isTruncated(page.truncated())
                            .marker(page.marker())
                            .build()));
  }

  private static Reply<OidcProvider> found(Call call, String arn) {
    return call.world()
        .find(OidcProvider.KIND, arn)
        .filter(it -> it.account().equals(Asked.account(call)))
        .map(Reply::answer)
        .orElseGet(
            () -> call.refuse("NoSuchEntity", "OpenIDConnect Provider not found for arn " + arn));
  }
}
