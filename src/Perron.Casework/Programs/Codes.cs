using System.Text.Json;
using Perron.Timeline;
namespace Perron.Programs;

/// <summary>How codes of the house are written for programs: WaitingCitizen is waiting-citizen, CaseSubmitted is case-submitted.</summary>
internal static class Codes
{
    public static string Of(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    public static string Of<TCode>(TCode code) where TCode : struct, Enum => Of(code.ToString());

    /// <summary>Null when there is no such code.</summary>
    public static TCode? Read<TCode>(string written) where TCode : struct, Enum =>
        Enum.GetValues<TCode>().Where(code => Of(code) == written).Select(code => (TCode?)code).FirstOrDefault();

    /// <summary>Who did it, without saying which person: officer, citizen, party, key or house.</summary>
    public static string ActorOf(TimelineEvent happened) => happened.Actor.Split(':')[0];
}
