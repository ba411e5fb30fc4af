using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Perron.Belgium;
using Perron.Communes;
namespace Perron.Registers;

/// <summary>
/// The population register behind an HTTP gateway: GET {gateway}/{nis}/households?number=… (or given, family, born), answered by JSON
/// {"subject":"85073003328","address":["…","…"],"members":[{"number":"…","given":"…","family":"…","born":"1985-07-30","tie":"…"}]}.
/// 404 means unknown; anything else, silence included, means that the register is away. Timeouts and tries again come with the client.
/// </summary>
public sealed class HttpRegister(HttpClient gateway) : IPopulationRegister
{
    /// <summary>How long an officer waits for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    // What is missing or null in the answer makes it unreadable, not a household with nobody in it.
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    public Task<RegisterAnswer> HouseholdOf(Commune commune, NationalNumber number, Instant now, CancellationToken cancellation) =>
        Ask($"{commune.Slug}/households?number={number.Digits}", now, cancellation);

    public Task<RegisterAnswer> HouseholdOf(Commune commune, string givenName, string familyName, LocalDate bornOn, Instant now, CancellationToken cancellation) =>
        Ask($"{commune.Slug}/households?given={Uri.EscapeDataString(givenName)}&family={Uri.EscapeDataString(familyName)}&born={LocalDatePattern.Iso.Format(bornOn)}", now, cancellation);

    private async Task<RegisterAnswer> Ask(string question, Instant now, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            using var response = await gateway.GetAsync(new Uri(question, UriKind.Relative), patience.Token);
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                return new RegisterAnswer.Unknown();
            }

            response.EnsureSuccessStatusCode();
            return await response.Content.ReadFromJsonAsync<Written>(Strict, patience.Token) is { } written && Meaning(written) is { } household
                ? new RegisterAnswer.Found(household, gateway.BaseAddress!.Host, now)
                : new RegisterAnswer.Away("unreadable");
        }
        catch (Exception away) when (away is HttpRequestException or OperationCanceledException or JsonException && !cancellation.IsCancellationRequested)
        {
            return new RegisterAnswer.Away(away.GetType().Name);
        }
    }

    private static RegisteredHousehold? Meaning(Written written)
    {
        var members = written.Members.Select(member => (NationalNumber.Parse(member.Number), LocalDatePattern.Iso.Parse(member.Born), member)).ToList();
        if (members.Any(member => member.Item1 is null || !member.Item2.Success))
        {
            return null;
        }

        var read = members.Select(member => new HouseholdMember(new(member.Item1!.Value, member.member.Given, member.member.Family, member.Item2.Value), member.member.Tie)).ToList();
        return read.FirstOrDefault(member => member.Person.Number.Digits == written.Subject) is { } subject ? new(subject.Person, written.Address, read) : null;
    }

    private sealed record Written(string Subject, IReadOnlyList<string> Address, IReadOnlyList<WrittenMember> Members);

    private sealed record WrittenMember(string Number, string Given, string Family, string Born, string Tie);
}
