"""Errors under ``/api/v1/``: code, Chinese message, details (``docs/contracts/speech-jobs.md#errors``)."""

from collections.abc import Mapping
from typing import Final

from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field, JsonValue

from contracts.errors import (
    Forbidden,
    IdempotencyConflict,
    InvalidField,
    JobLimitExceeded,
    JobLost,
    JobNotCancellable,
    JobNotCompleted,
    JobNotFound,
    JobNotResubmittable,
    JobTerminated,
    JobTimedOut,
    NotBegunInTime,
    NothingToSpeak,
    OriginNotAllowed,
    ProviderNotConfigured,
    ReelworkError,
    ServiceUnavailable,
    SpeechRateLimited,
    SpeechRejected,
    SpeechUnavailable,
    StoodStill,
    TooManyCreations,
    TooManyOpenJobs,
    Unauthenticated,
    VoiceNotFound,
)


class SpeechErrorBody(BaseModel):
    """What went wrong, for programs and for people."""

    error: str = Field(examples=["JOB_LIMIT_EXCEEDED"], description="The code of the error, for a program.")
    message: str = Field(
        examples=["已達並發上限，請等待現有工作完成"], description="What is wrong, for a person, in Chinese."
    )
    details: dict[str, JsonValue] = Field(
        examples=[{"current_jobs": 3, "max_jobs": 3}],
        description="What belongs to the error: the limit that is reached, the fields that are wrong.",
    )
    detail: str = Field(description="What is wrong, in English.")


WORDS: Final = {
    Unauthenticated.code: "請先登入：請在 Authorization 標頭中以 Bearer 附上您的金鑰",
    Forbidden.code: "您的金鑰沒有這項權限",
    JobNotFound.code: "工作不存在",
    JobLimitExceeded.code: "已達並發上限，請等待現有工作完成",
    TooManyOpenJobs.code: "未完成的工作已達上限，請等待現有工作完成",
    TooManyCreations.code: "建立工作過於頻繁，請稍後再試",
    JobNotCancellable.code: "無法取消：工作已不是等待中的狀態",
    JobNotCompleted.code: "音檔尚未完成",
    JobNotResubmittable.code: "只有失敗或已取消的工作可以重新提交",
    JobTimedOut.code: "執行逾時",
    StoodStill.code: "執行步驟長時間沒有進展，已停止",
    NotBegunInTime.code: "排隊逾時，工作未能在指定的時間內開始",
    JobTerminated.code: "工作已被管理者終止",
    JobLost.code: "工作的執行紀錄已遺失，請重新提交",
    InvalidField.code: "請求內容有誤",
    OriginNotAllowed.code: "此網站的頁面不得使用本服務",
    ProviderNotConfigured.code: "此語音服務尚未設定，請設定金鑰或改用其他服務",
    IdempotencyConflict.code: "此 Idempotency-Key 已用於另一個請求，請使用新的 key",
    ServiceUnavailable.code: "服務暫時無法使用，請稍後再試",
    SpeechRateLimited.code: "語音服務忙碌中，已達請求上限",
    SpeechUnavailable.code: "語音服務沒有回應",
    SpeechRejected.code: "語音服務拒絕了請求",
    VoiceNotFound.code: "沒有這個語音",
    NothingToSpeak.code: "內容中沒有可以朗讀的文字",
}
"""What a person reads of an error, by its code."""


def unknown(job_id: str) -> JobNotFound:
    """There is no such job: the answer has speech jobs' fields, and script videos' words in ``detail``."""
    return JobNotFound("Job {job_id} not found", job_id=job_id)


def speech_error(error: ReelworkError) -> JSONResponse:
    """The error in this contract's format."""
    message = WORDS.get(error.code, error.message)
    if isinstance(error, InvalidField):
        message = f"{message}：{error.message}"
    return _body(error.code, message, error.http_status, error.message, error.details)


def invalid(fields: list[dict[str, str]], detail: str) -> JSONResponse:
    """Bad input in this contract's format; every field is named."""
    details: dict[str, JsonValue] = {"field": fields[0]["field"], "fields": [dict(field) for field in fields]}
    return _body(InvalidField.code, f"{WORDS[InvalidField.code]}：{detail}", 422, detail, details)


def internal_error(detail: str) -> JSONResponse:
    """A fault of ours."""
    return _body("INTERNAL_ERROR", "服務內部發生錯誤，請稍後再試", 500, detail, {})


def _body(
    code: str, message: str, status: int, detail: str, details: Mapping[str, JsonValue]
) -> JSONResponse:
    body = SpeechErrorBody(error=code, message=message, details=dict(details), detail=detail)
    return JSONResponse(body.model_dump(), status_code=status)
