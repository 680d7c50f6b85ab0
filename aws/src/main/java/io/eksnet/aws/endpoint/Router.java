package io.eksnet.aws.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eksnet.aws.codec.ApiError;
import io.eksnet.aws.codec.ErrorBody;
import io.eksnet.aws.codec.Form;
import io.eksnet.aws.codec.FormDecoder;
import io.eksnet.aws.codec.JsonCodec;
import io.eksnet.aws.codec.Problem;
import io.eksnet.aws.codec.Shapes;
import io.eksnet.aws.codec.XmlEncoder;
import io.eksnet.aws.sigv4.Scope;
import io.eksnet.aws.sigv4.SigV4;
import io.eksnet.aws.sigv4.Verdict;
import io.eksnet.aws.sigv4.WireRequest;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The way of one request: find its service, check its signature, decode, handle, encode.
 *
 * <p>All services share one port. A form names its service by its {@code Version}, a call of JSON
 * 1.1 its action by the header {@code X-Amz-Target}; everything else is a REST call, told apart by
 * method and raw path.
 */
public final class Router {

  private static final System.Logger LOG = System.getLogger(Router.class.getName());

  private final Actions actions;
  private final Authorizer authorizer;
  private final SigV4 signatures;
  private final Predicate<String> regions;
  private final Supplier<String> requestIds;
  private final XmlEncoder xml;
  private final JsonCodec json;
  private final FormDecoder ec2Forms;
  private final FormDecoder queryForms;

  /** A router whose callers may all do everything. */
  public Router(
      Actions actions, SigV4 signatures, Predicate<String> regions, Supplier<String> requestIds) {
    this(actions, Authorizer.EVERYTHING, signatures, regions, requestIds);
  }

  /**
   * A router.
   *
   * @param authorizer judges signed calls, after they are read and before they are handled
   * @param regions the Regions that are served
   * @param requestIds makes the id of each answer
   */
  public Router(
      Actions actions,
      Authorizer authorizer,
      SigV4 signatures,
      Predicate<String> regions,
      Supplier<String> requestIds) {
    this.actions = actions;
    this.authorizer = authorizer;
    this.signatures = signatures;
    this.regions = regions;
    this.requestIds = requestIds;
    Shapes shapes = new Shapes();
    this.xml = new XmlEncoder(shapes);
    this.json = new JsonCodec(shapes);
    this.ec2Forms = new FormDecoder(shapes, FormDecoder.Dialect.EC2);
    this.queryForms = new FormDecoder(shapes, FormDecoder.Dialect.QUERY);
  }

  /** How refusals are written for one request, known before anything else about it is. */
  private record Speech(
      Protocol protocol, String namespace, String serviceName, String requestId) {}

  /** Answers one request: with what was asked for, or with a refusal in the service's own form. */
  public WireAnswer answer(WireRequest request) {
    String requestId = requestIds.get();
    Optional<String> target = request.firstHeader("x-amz-target");
    if (target.isPresent()) {
      return answerTarget(request, target.get(), requestId);
    }
    Optional<Form> form = formOf(request);
    return form.isPresent()
        ? answerForm(request, form.get(), requestId)
        : answerRest(request, requestId);
  }

  /** The refusal of a body over the limit, from the request's head alone. */
  WireAnswer tooLarge(WireRequest head, int limit) {
    Optional<String> scope = SigV4.claimedScope(head).map(Scope::service);
    Protocol protocol =
        scope
            .flatMap(Service::ofSigningName)
            .map(Service::protocol)
            .orElse(isForm(head) ? Protocol.QUERY : Protocol.REST_JSON);
    return refusal(
        Refusals.tooLarge(limit), new Speech(protocol, "", scope.orElse("aws"), requestIds.get()));
  }

  private WireAnswer answerForm(WireRequest request, Form form, String requestId) {
    Optional<String> scope = SigV4.claimedScope(request).map(Scope::service);
    Optional<Service> service = form.get("Version").flatMap(Service::ofVersion);
    Speech speech =
        service
            .or(() -> scope.flatMap(Service::ofSigningName))
            .map(s -> new Speech(s.protocol(), s.namespace(), s.signingName(), requestId))
            .orElse(new Speech(Protocol.QUERY, "", scope.orElse("this service"), requestId));
    Function<Caller, Reply<WireAnswer>> work =
        caller ->
            action(form, service, speech)
                .then(
                    it ->
                        it.call(
                            to -> fill(it, form, to),
                            refuseFor(it.name(), speech),
                            authorizer,
                            caller))
                .map(answer -> encodeForm(service.orElseThrow(), form, answer, requestId));
    return guarded(
        speech,
        () ->
            unsigned(form, service)
                ? answered(work.apply(Caller.anonymous(requestId)), speech)
                : authenticated(request, service, speech, work));
  }

  /** Whether a form calls an action that takes no signature. */
  private boolean unsigned(Form form, Optional<Service> service) {
    return service
        .flatMap(it -> form.get("Action").flatMap(name -> actions.named(it, name)))
        .filter(action -> !action.signed())
        .isPresent();
  }

  private List<Problem> fill(Action<?, ?, ?> action, Form form, SdkPojo builder) {
    FormDecoder decoder = action.service().protocol() == Protocol.EC2 ? ec2Forms : queryForms;
    Form parameters =
        form.without(n -> n.equals("Action") || n.equals("Version") || n.startsWith("X-Amz-"));
    return decoder.decode(parameters, builder, action.served());
  }

  private Reply<Action<?, ?, ?>> action(Form form, Optional<Service> service, Speech speech) {
    Optional<String> name = form.get("Action");
    Optional<String> version = form.get("Version");
    if (name.isEmpty()) {
      return Reply.refuse("MissingAction", "The request must contain the parameter Action");
    }
    if (version.isEmpty()) {
      return Reply.refuse("MissingParameter", "The request must contain the parameter Version");
    }
    if (service.isEmpty()) {
      return Service.ofSigningName(speech.serviceName()).isPresent()
          ? Reply.refuse(
              "NoSuchVersion",
              "The requested version (" + version.get() + ") is not one that eksnet serves.")
          : Reply.refuse(Refusals.noSuchAction(name.get(), speech.serviceName()));
    }
    return actions
        .named(service.get(), name.get())
        .map(Reply::<Action<?, ?, ?>>answer)
        .orElse(Reply.refuse(Refusals.noSuchAction(name.get(), speech.serviceName())));
  }

  private WireAnswer encodeForm(Service service, Form form, AwsResponse answer, String requestId) {
    String action = form.get("Action").orElseThrow();
    byte[] body =
        service.protocol() == Protocol.EC2
            ? xml.ec2(action, service.namespace(), answer, requestId)
            : xml.query(action, service.namespace(), answer, requestId);
    return wire(200, service.protocol(), requestId, body);
  }

  private WireAnswer answerTarget(WireRequest request, String target, String requestId) {
    Optional<Service> service = Service.ofTarget(target);
    String name =
        service
            .map(Service::signingName)
            .or(() -> SigV4.claimedScope(request).map(Scope::service))
            .orElse("this service");
    Speech speech = new Speech(Protocol.JSON, "", name, requestId);
    return guarded(
        speech,
        () ->
            authenticated(
                request,
                service,
                speech,
                caller ->
                    service
                        .flatMap(
                            it -> actions.named(it, target.substring(it.namespace().length() + 1)))
                        .map(action -> callTarget(request, action, speech, caller))
                        .orElseGet(() -> Reply.refuse(Refusals.noSuchTarget(target)))));
  }

  private Reply<WireAnswer> callTarget(
      WireRequest request, Action<?, ?, ?> action, Speech speech, Caller caller) {
    return action
        .call(
            to -> json.decode(request.body(), to, action.served()),
            refuseFor(action.name(), speech),
            authorizer,
            caller)
        .map(answer -> wire(200, Protocol.JSON, speech.requestId(), json.encode(answer)));
  }

  private WireAnswer answerRest(WireRequest request, String requestId) {
    Optional<Actions.Match> match = actions.at(request.method(), request.rawPath());
    Optional<String> scope = SigV4.claimedScope(request).map(Scope::service);
    Optional<Service> service = match.map(found -> found.action().service());
    Speech speech =
        new Speech(
            Protocol.REST_JSON,
            "",
            service.map(Service::signingName).or(() -> scope).orElse("this service"),
            requestId);
    return guarded(
        speech,
        () ->
            authenticated(
                request,
                service,
                speech,
                caller ->
                    match
                        .map(found -> callRest(request, found, speech, caller))
                        .orElse(
                            Reply.refuse(
                                Refusals.noSuchRoute(
                                    request.method(), request.rawPath(), speech.serviceName())))));
  }

  private Reply<WireAnswer> callRest(
      WireRequest request, Actions.Match match, Speech speech, Caller caller) {
    Action<?, ?, ?> action = match.action();
    return action
        .call(
            to ->
                json.decode(
                    match.variables(),
                    SigV4.parameters(request.rawQuery()),
                    request.body(),
                    to,
                    action.served()),
            refuseFor(action.name(), speech),
            authorizer,
            caller)
        .map(answer -> wire(200, Protocol.REST_JSON, speech.requestId(), json.encode(answer)));
  }

  private WireAnswer authenticated(
      WireRequest request,
      Optional<Service> service,
      Speech speech,
      Function<Caller, Reply<WireAnswer>> next) {
    var expected = new SigV4.Expected(service.map(Service::signingName), regions);
    Reply<WireAnswer> reply =
        switch (signatures.verify(request, expected)) {
          case Verdict.Rejected rejected ->
              Reply.<WireAnswer>refuse(Refusals.of(rejected, speech.protocol()));
          case Verdict.Verified(var scope, var principal) ->
              next.apply(new Caller(principal, scope.region(), speech.requestId()));
        };
    return answered(reply, speech);
  }

  private static WireAnswer answered(Reply<WireAnswer> reply, Speech speech) {
    return switch (reply) {
      case Reply.Answer<WireAnswer>(var answer) -> answer;
      case Reply.Refusal<WireAnswer>(var error) -> refusal(error, speech);
    };
  }

  /** A bug of ours costs one request, not the server; clients retry what says 500. */
  private static WireAnswer guarded(Speech speech, Supplier<WireAnswer> work) {
    try {
      return work.get();
    } catch (RuntimeException bug) {
      LOG.log(Level.ERROR, "request " + speech.requestId() + " to " + speech.serviceName(), bug);
      return refusal(Refusals.internal(), speech);
    }
  }

  private static Function<Problem, Reply<AwsResponse>> refuseFor(String action, Speech speech) {
    return problem -> Reply.refuse(Refusals.of(problem, speech.protocol(), action));
  }

  private static WireAnswer refusal(ApiError error, Speech speech) {
    byte[] body =
        switch (speech.protocol()) {
          case EC2 -> ErrorBody.ec2(error, speech.requestId());
          case QUERY -> ErrorBody.query(error, speech.namespace(), speech.requestId());
          case REST_JSON, JSON -> ErrorBody.json(error);
        };
    WireAnswer answer = wire(error.status(), speech.protocol(), speech.requestId(), body);
    if (speech.protocol() == Protocol.REST_JSON) {
      answer.headers().put("x-amzn-ErrorType", error.code());
    }
    return answer;
  }

  private static WireAnswer wire(int status, Protocol protocol, String requestId, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", protocol.contentType());
    headers.put("x-amzn-RequestId", requestId);
    return new WireAnswer(status, headers, body);
  }

  /** The fields of a posted form, or of a presigned GET such as STS's. */
  private static Optional<Form> formOf(WireRequest request) {
    if (isForm(request)) {
      return Optional.of(Form.parse(request.rawQuery(), text(request.body())));
    }
    Form query = Form.parse(request.rawQuery());
    boolean called = request.method().equals("GET") && query.get("Action").isPresent();
    return called ? Optional.of(query) : Optional.empty();
  }

  private static boolean isForm(WireRequest request) {
    return request
        .firstHeader("content-type")
        .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
        .isPresent();
  }

  private static String text(byte[] body) {
    return new String(body, UTF_8);
  }
}
