package io.eksnet.iam;

import static io.eksnet.iam.IamRefusals.or;

import io.eksnet.id.AccountId;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.Tags;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The rules of identity providers. */
final class OidcProviders {
  private static final String HTTPS = "https://";
  private static final int MOST_THUMBPRINTS = 5;
  private static final int CLIENT_ID_LENGTH = 255;
  private static final Pattern URL = Pattern.compile("[A-Za-z0-9.-]+(:[0-9]+)?(/[^\\s?#]*)?");
  private static final Pattern THUMBPRINT = Pattern.compile("[0-9A-Fa-f]{40}");

  private OidcProviders() {}

  static Decision<OidcProvider> create(
      Facts facts, CreateOpenIdConnectProvider asked, Context context) {
    Optional<Refusal> problem =
        url(asked.url())
            .or(() -> clients(asked.clientIds()))
            .or(() -> prints(asked.thumbprints()))
            .or(() -> IamRefusals.tags(asked.tags()))
            .or(() -> tooMany(facts, asked.account()));
    return or(
        problem,
        () -> {
          OidcProvider provider =
              new OidcProvider(
                  asked.account(),
                  withoutSlash(asked.url().substring(HTTPS.length())),
                  asked.clientIds().stream().distinct().toList(),
                  asked.thumbprints(),
                  context.now(),
                  asked.tags());
          return facts.table(OidcProvider.KIND).contains(provider.arn())
              ? Decision.refuse(
                  IamRefusals.exists("Provider with url " + asked.url() + " already exists."))
              : put(provider);
        });
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  private static Optional<Refusal> url(String url) {
    boolean fine =
        url.length() <= CLIENT_ID_LENGTH
            && url.startsWith(HTTPS)
            && URL.matcher(url.substring(HTTPS.length())).matches();
    return fine
        ? Optional.empty()
        : Optional.of(IamRefusals.invalid("Invalid Open ID Connect Provider URL"));
  }

  private static Optional<Refusal> clients(List<String> ids) {
    if (ids.size() > IamQuota.CLIENT_IDS.most()) {
      return Optional.of(IamRefusals.quota(IamQuota.CLIENT_IDS.text(), IamQuota.CLIENT_IDS.most()));
    }
    return ids.stream()
        .filter(it -> it.isEmpty() || it.length() > CLIENT_ID_LENGTH)
        .findFirst()
        .map(
            it ->
                IamRefusals.invalid(
                    "1 validation error detected: Value '"
                        + it
                        + "' at 'clientIDList' failed to satisfy constraint: Member must have"
                        + " length less than or equal to "
                        + CLIENT_ID_LENGTH));
  }

  private static Optional<Refusal> prints(List<String> prints) {
    if (prints.size() > MOST_THUMBPRINTS) {
      return Optional.of(IamRefusals.input("Thumbprint list must contain fewer than 5 entries."));
    }
    return prints.stream()
        .filter(it -> !THUMBPRINT.matcher(it).matches())
        .findFirst()
        .map(
            it ->
                IamRefusals.invalid(
                    "1 validation error detected: Value '"
                        + it
                        + "' at 'thumbprintList' failed to satisfy constraint: Member must have"
                        + " length of 40 hexadecimal digits"));
  }

  private static Optional<Refusal> tooMany(Facts facts, AccountId account) {
    int there = facts.table(OidcProvider.KIND).keysBy(OidcProvider.BY_ACCOUNT, account).size();
    return there >= IamQuota.PROVIDERS.most()
        ? Optional.of(IamRefusals.quota(IamQuota.PROVIDERS.text(), IamQuota.PROVIDERS.most()))
        : Optional.empty();
  }

  static Decision<String> delete(Facts facts, DeleteOpenIdConnectProvider asked) {
    return edit(
        facts,
        asked.arn(),
        asked.account(),
        provider ->
            Decision.accept(provider.arn(), Change.remove(OidcProvider.KIND, provider.arn())));
  }

  static Decision<OidcProvider> addClient(Facts facts, AddClientIdToOpenIdConnectProvider asked) {
    return edit(
        facts,
        asked.arn(),
        asked.account(),
        provider -> {
          List<String> ids = new ArrayList<>(provider.clientIds());
          if (!ids.contains(asked.clientId())) {
            ids.add(asked.clientId());
          }
          return or(clients(ids), () -> put(provider.withClientIds(ids)));
        });
  }

  static Decision<OidcProvider> removeClient(
      Facts facts, RemoveClientIdFromOpenIdConnectProvider asked) {
    return edit(
        facts,
        asked.arn(),
        asked.account(),
        provider ->
            put(
                provider.withClientIds(
                    provider.clientIds().stream()
                        .filter(it -> !it.equals(asked.clientId()))
                        .toList())));
  }

  static Decision<OidcProvider> thumbprints(
      Facts facts, UpdateOpenIdConnectProviderThumbprint asked) {
    return edit(
        facts,
        asked.arn(),
        asked.account(),
        provider ->
            or(
                prints(asked.thumbprints()),
                () -> put(provider.withThumbprints(asked.thumbprints()))));
  }

  static Decision<OidcProvider> tag(Facts facts, TagOpenIdConnectProvider asked) {
    return edit(
        facts,
        asked.arn(),
        asked.account(),
        provider -> {
          Tags tags = IamRefusals.merged(provider.tags(), asked.tags());
          return or(
              IamRefusals.tags(asked.tags()).or(() -> IamRefusals.tags(tags)),
              () -> put(provider.withTags(tags)));
        });
  }

  static Decision<OidcProvider> untag(Facts facts, UntagOpenIdConnectProvider asked) {
    return edit(
        facts,
        asked.arn(),
        asked.account(),
        provider -> put(provider.withTags(IamRefusals.without(provider.tags(), asked.keys()))));
  }

  private static <T> Decision<T> edit(
      Facts facts, String arn, AccountId account, Function<OidcProvider, Decision<T>> change) {
    return facts
        .find(OidcProvider.KIND, arn)
        .filter(it -> it.account().equals(account))
        .map(change)
        .orElseGet(
            () ->
                Decision.refuse(
                    IamRefusals.missing("OpenIDConnect Provider not found for arn " + arn)));
  }

  private static Decision<OidcProvider> put(OidcProvider provider) {
    return Decision.accept(provider, Change.put(OidcProvider.KIND, provider));
  }
}
