using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Perron.Platform.Security;
using Perron.Platform.Web;
namespace Perron.Programs.ForMachines;

/// <summary>The description of the interface for programs: OpenAPI 3.1, written from the endpoints themselves.</summary>
internal static class DescribeInterface
{
    private const string KeyScheme = "key";

    private static readonly Dictionary<string, string> Parameters = new()
    {
        ["status"] = "Only cases of which the citizen reads this: submitted, checking, waiting-citizen, in-progress, waiting-third, scheduled, ready, delivered, refused, withdrawn.",
        ["changed-since"] = "Only cases that moved on or were written in since this moment (RFC 3339).",
        ["cursor"] = "What next said in the page before.",
        ["after"] = "What next said in the answer before; without it, from the first event on.",
        ["limit"] = "How many at most.",
        ["reference"] = "The reference of the case, as the citizen says it.",
        ["id"] = "As the case says it.",
        ["slug"] = "The name of the procedure in its address.",
        ["Idempotency-Key"] = "A new one for each thing that is written, 100 signs at most. Sent again within 30 days with the same one, it is written once, and the answer is that of the first time.",
    };

    public static void Add(IServiceCollection services) => services.AddOpenApi("v1", interfaceOptions =>
    {
        interfaceOptions.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        interfaceOptions.ShouldInclude = endpoint => endpoint.ActionDescriptor.EndpointMetadata.OfType<Described>().Any();
        interfaceOptions.CreateSchemaReferenceId = type => type.Type is { IsNested: true, DeclaringType: { } around } one && one.Namespace == typeof(DescribeInterface).Namespace
            ? $"{around.Name}{one.Name}" : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        interfaceOptions.AddDocumentTransformer((document, _, _) => Introduce(document));
        interfaceOptions.AddOperationTransformer((operation, context, _) => Describe(operation, context.Description.ActionDescriptor.EndpointMetadata.OfType<Described>().Single()));
    });

    public static void Map(IEndpointRouteBuilder routes) => routes.MapOpenApi("/openapi/v1.json").Declares(Audit.Nothing, Rate.Reading);

    private static Task Introduce(OpenApiDocument document)
    {
        document.Info = new()
        {
            Title = "Perron",
            Version = "1",
            Description = "Procedures, cases and events of one commune, for programs. A key is made by an administrator at /agent/api; it sees what its organisation sees, as far as its scopes go. "
                + "New fields and new types of events may come at any time: ignore what you do not know.",
        };
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [KeyScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "prn_ and the rest of the key, as it was shown once when it was made." },
        };
        document.Security = [new() { [new(KeyScheme, document)] = [] }];
        return Task.CompletedTask;
    }

    private static Task Describe(OpenApiOperation operation, Described said)
    {
        operation.OperationId = said.Id;
        operation.Description = $"Needs the scope `{said.Scope}`.";
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            parameter.Description = Parameters.GetValueOrDefault(parameter.Name!);
        }

        Show(operation.RequestBody?.Content, said.Sent);
        Show(operation.Responses?[said.Status.ToString(System.Globalization.CultureInfo.InvariantCulture)].Content, said.Given);
        return Task.CompletedTask;
    }

    private static void Show(IDictionary<string, OpenApiMediaType>? content, object? example)
    {
        if (example is not null && content?.Values.SingleOrDefault() is { } body)
        {
            body.Example = JsonSerializer.SerializeToNode(example, JsonSerializerOptions.Web);
        }
    }
}
