using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Perron.Tests.Support;
namespace Perron.Tests.Walls;

/// <summary>Through which door an endpoint stands, said a second time beside the code: a door that is moved by mistake differs from what stands here.</summary>
public enum Door { Everybody, Citizens, Officers, Cashiers, Finance, Registrars, Administrators, Programs }

/// <summary>What an address names: nothing of anybody's, or one of the things of <see cref="Scene"/>. A signature is taken back by a head alone; the form of the scene has no parts, and its citizens hold no mandate.</summary>
public enum Thing { None, OwnCase, OwnFile, OwnDocument, OwnMandate, LiveCase, DeskCase, DeskFile, DeskDocument, Signature, Filing, FilingOfParts, HeldMandate, Batch, Letter, Call, Absence, Officer, Reset, Party, PartyFile, Proof, Person }

/// <summary>One line of the matrix: an endpoint, its door, and what its address names.</summary>
public sealed record Wall(string Method, string Pattern, Door Door, Thing Thing)
{
    public override string ToString() => $"{Method} {Pattern}";
}

internal static class Plan
{
    /// <summary>The matrix as it is written in walls.txt, a line an endpoint.</summary>
    public static IReadOnlyList<Wall> Written { get; } =
    [
        .. File.ReadLines(Repository.Path("tests/Perron.Tests/Walls/walls.txt")).Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(part => new Wall(part[0], part[1], Enum.Parse<Door>(part[2], ignoreCase: true), part.Length > 3 ? Enum.Parse<Thing>(part[3], ignoreCase: true) : Thing.None)),
    ];

    /// <summary>The endpoints of the running house, but for files that are the same for the whole world.</summary>
    public static IReadOnlyList<string> Built(Portal portal) =>
    [
        .. portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is null)
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Where(method => method != "HEAD").Select(method => $"{method} {Slashed(endpoint.RoutePattern.RawText!)}"))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    private static string Slashed(string pattern) => pattern.StartsWith('/') ? pattern : $"/{pattern}";
}
